// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.hub.install.Desired.Wish;

/** The jars behind wishes, by the hash of their content: those of features and those that were put in by hand. */
final class Jars {
    private final StateFolder folder;
    private final Catalogue catalogue;
    private final Map<String, BundleFile> byHand = new HashMap<>();

    Jars(StateFolder folder, Catalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
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

    BundleFile of(Wish wish) throws IOException, Unfit {
        BundleFile known = known(wish.sha256());
        if (known == null && Files.isRegularFile(folder.jar(wish.sha256()))) {
            known = BundleFile.read(folder.jar(wish.sha256()));
        }
        if (known == null || !known.sha256().equals(wish.sha256())) {
            throw new Unfit(
                    wish.symbolicName() + " " + wish.version() + " 的文件已不在 data/bundles 中，请重新安装它",
                    "the jar of " + wish.symbolicName() + " " + wish.version()
                            + " is not in data/bundles any more; install it again");
        }
        add(known);
        return known;
    }
}
