// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.huitong.api.text.LocalText;
import org.huitong.installer.Desired.Wish;
import org.huitong.installer.disk.Home;
import org.osgi.framework.Version;

/** The features of {@code features/} and their bundles in {@code system/}. */
final class Catalogue {
    private final Path system;
    private final Readings readings;
    private final SortedMap<String, FeatureFile> features;
    /** A jar is read once as long as its file does not change. */
    private final Map<String, BundleFile> read = new HashMap<>();

    Catalogue(Home home, Readings readings) {
        this.readings = readings;
        system = home.system();
        features = FeatureFile.readAll(home.features());
    }

    SortedMap<String, FeatureFile> features() {
        return features;
    }

    /**
     * The bundles that these features want, by symbolic name; where two want the same bundle, the higher version. A
     * feature whose jars are not all there keeps what it had: that is no reason to forget that it was wanted, nor to
     * refuse what has nothing to do with it.
     *
     * @param platform tells which bundles are there anyway
     */
    Wanted wishes(Predicate<String> on, Predicate<String> platform, Desired before) throws IOException {
        SortedMap<String, Wish> wishes = new TreeMap<>();
        SortedMap<String, LocalText> incomplete = new TreeMap<>();
        for (FeatureFile feature : features.values()) {
            if (feature.fixed() || !on.test(feature.name())) {
                continue;
            }
            try {
                wishes(feature, platform).forEach((name, wish) -> wishes.merge(name, wish, Catalogue::higher));
            } catch (Unfit e) {
                incomplete.put(feature.name(), e.reason());
                before.bundles().values().stream()
                        .filter(wish -> wish.source().equals("feature:" + feature.name()))
                        .forEach(wish -> wishes.putIfAbsent(wish.symbolicName(), wish));
            }
        }
        return new Wanted(wishes, incomplete);
    }

    /** @param incomplete features whose jars are not all there, and why */
    record Wanted(SortedMap<String, Wish> wishes, SortedMap<String, LocalText> incomplete) {}

    private Map<String, Wish> wishes(FeatureFile feature, Predicate<String> platform) throws IOException, Unfit {
        Map<String, Wish> wishes = new TreeMap<>();
        for (FeatureFile.Coordinates coordinates : feature.bundles()) {
            BundleFile file = file(feature, coordinates);
            if (!platform.test(file.symbolicName())) {
                Wish wish = new Wish(
                        file.symbolicName(),
                        file.version().toString(),
                        file.sha256(),
                        "feature:" + feature.name(),
                        coordinates.startLevel());
                wishes.merge(file.symbolicName(), wish, Catalogue::higher);
            }
        }
        return wishes;
    }

    static Wish higher(Wish one, Wish other) {
        return Version.parseVersion(other.version()).compareTo(Version.parseVersion(one.version())) > 0 ? other : one;
    }

    private BundleFile file(FeatureFile feature, FeatureFile.Coordinates coordinates) throws IOException, Unfit {
        Path jar = coordinates.in(system);
        if (!Files.isRegularFile(jar)) {
            throw new Unfit(
                    "功能 " + feature.name() + " 需要的文件 " + system.relativize(jar) + " 不在 system/ 中",
                    "feature " + feature.name() + " names " + system.relativize(jar) + ", which is not in system/");
        }
        String stamp = jar + "|" + Files.size(jar) + "|" + Files.getLastModifiedTime(jar);
        BundleFile known = read.get(stamp);
        if (known == null) {
            String sha256 = BundleFile.sha256(jar);
            try {
                known = readings.of(sha256, () -> BundleFile.read(jar, sha256));
            } catch (Unfit e) {
                String name = system.relativize(jar).toString();
                throw new Unfit(
                        "功能 " + feature.name() + " 的文件 system/" + name + " 不能使用："
                                + e.reason().zh(),
                        "system/" + name + " of feature " + feature.name() + " cannot be used: "
                                + e.reason().en());
            }
            read.put(stamp, known);
        }
        return known;
    }

    /** The jar of this hash among those that features brought, also of features that are off. */
    Optional<BundleFile> byHash(String sha256) {
        return read.values().stream()
                .filter(file -> file.sha256().equals(sha256))
                .findFirst();
    }
}
