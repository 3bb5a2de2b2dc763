// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.installer.Desired.Wish;

/** The jars behind wishes, by the hash of their content: those of features and those that were put in by hand. */
final class Jars {
    private final StateFolder folder;
    private final Catalogue catalogue;
    private final Readings readings;
    private final Map<String, BundleFile> byHand = new HashMap<>();
    private final Set<String> weighed = new HashSet<>();

    Jars(StateFolder folder, Catalogue catalogue, Readings readings) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.readings = readings;
    }

    void add(BundleFile file) {
        byHand.put(file.sha256(), file);
    }

    /** @return null where no such jar was seen in this life of the hub, or it is gone */
    BundleFile known(String sha256) {
        // What a feature brings stays; what was put in by hand goes with the last wish for it.
        return catalogue
                .byHash(sha256)
                .or(() -> Optional.ofNullable(byHand.get(sha256)))
                .filter(file -> Files.isRegularFile(file.jar()))
                .orElse(null);
    }

    /** Reads what a door brings, weighed and written down before; {@code use} is done while the note stands. */
    <T> T read(Path jar, Use<T> use) throws IOException, Unfit {
        if (Files.size(jar) > Scales.MOST_BYTES) {
            throw Scales.tooLargeAFile();
        }
        String sha256 = BundleFile.sha256(jar);
        return readings.of(sha256, () -> {
            if (!weighed.contains(sha256) && !readings.trusts(sha256)) {
                Scales.weigh(jar);
                weighed.add(sha256);
            }
            return use.of(BundleFile.read(jar, sha256));
        });
    }

    BundleFile of(Wish wish) throws IOException, Unfit {
        BundleFile known = known(wish.sha256());
        Path kept = folder.jar(wish.sha256());
        if (known == null
                && Files.isRegularFile(kept)
                && BundleFile.sha256(kept).equals(wish.sha256())) {
            known = readings.of(wish.sha256(), () -> BundleFile.read(kept, wish.sha256()));
        }
        if (known == null) {
            throw new Unfit(
                    wish.symbolicName() + " " + wish.version() + " 的文件已不在 data/bundles 中，请重新安装它",
                    "the jar of " + wish.symbolicName() + " " + wish.version()
                            + " is not in data/bundles any more; install it again");
        }
        add(known);
        return known;
    }

    /** What is done with a jar that was read. */
    @FunctionalInterface
    interface Use<T> {
        T of(BundleFile file) throws IOException, Unfit;
    }
}
