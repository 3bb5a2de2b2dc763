// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.huitong.installer.Desired.Origin;
import org.huitong.installer.Desired.Wish;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

/** Thinks out what would change, and refuses what cannot work. It touches nothing. */
final class Planner {
    private static final String FEATURE = "feature:";
    private static final String NONE = "";

    private final BundleContext context;
    private final Catalogue catalogue;
    private final Jars jars;
    private final DefaultSettings settings;
    private final InstalledBundles installed;

    Planner(
            BundleContext context,
            Catalogue catalogue,
            Jars jars,
            DefaultSettings settings,
            InstalledBundles installed) {
        this.context = context;
        this.catalogue = catalogue;
        this.jars = jars;
        this.settings = settings;
        this.installed = installed;
    }

    Change feature(Desired now, String name, boolean on) throws IOException, Unfit {
        FeatureFile feature = catalogue.features().get(name);
        if (feature == null) {
            throw new Unfit("没有名为 " + name + " 的功能", "there is no feature " + name);
        }
        if (feature.fixed()) {
            throw new Unfit(
                    "功能 " + name + " 属于平台本身，不能开关",
                    "the feature " + name + " belongs to the platform itself and is not switched");
        }
        Map<String, Boolean> switches = new TreeMap<>(now.features());
        switches.put(name, on);
        Map<String, Origin> origins = new TreeMap<>(now.configurations());
        Map<String, Map<String, List<String>>> fresh = new TreeMap<>();
        Set<String> obsolete = new TreeSet<>();
        if (on && !now.on(name)) {
            feature.configurations().forEach((pid, values) -> {
                if (!settings.there(pid)) {
                    fresh.put(pid, values);
                }
            });
        } else if (!on) {
            origins.forEach((pid, origin) -> {
                if (origin.source().equals(FEATURE + name) && settings.untouched(pid, origin.sha256())) {
                    obsolete.add(pid);
                }
            });
            origins.values().removeIf(origin -> origin.source().equals(FEATURE + name));
        }
        return change(
                FEATURE + name + (on ? " on" : " off"),
                now,
                new Target(name, switches, now.byHand(), origins, fresh, obsolete, Set.of()));
    }

    /** @param door {@code upload} or {@code deploy} */
    Change bundle(Desired now, String door, String fileName, BundleFile file) throws IOException, Unfit {
        String name = file.symbolicName();
        if (installed.isPlatform(name)) {
            throw new Unfit(
                    name + " 属于平台本身，只能随产品升级并重启来更换",
                    name + " belongs to the platform itself and is replaced by an upgrade and a restart");
        }
        jars.add(file);
        String source = door + ":" + fileName;
        SortedMap<String, Wish> byHand = now.byHand();
        byHand.put(name, new Wish(name, file.version().toString(), file.sha256(), source, InstalledBundles.PLUGS));
        Set<String> again = installed.active(name) ? Set.of() : Set.of(name);
        return change(
                source + " " + file.sha256(),
                now,
                new Target(NONE, now.features(), byHand, now.configurations(), Map.of(), Set.of(), again));
    }

    Change removal(Desired now, String symbolicName) throws IOException, Unfit {
        Wish wish = now.bundles().get(symbolicName);
        if (wish == null) {
            throw installed.isPlatform(symbolicName)
                    ? new Unfit(
                            symbolicName + " 属于平台本身，不能移除",
                            symbolicName + " belongs to the platform itself and is not removed")
                    : new Unfit("没有安装 " + symbolicName, symbolicName + " is not installed");
        }
        if (!wish.byHand()) {
            String feature = wish.source().substring(FEATURE.length());
            throw new Unfit(
                    symbolicName + " 属于功能 " + feature + "，请关闭该功能",
                    symbolicName + " belongs to the feature " + feature + "; switch that off");
        }
        SortedMap<String, Wish> byHand = now.byHand();
        byHand.remove(symbolicName);
        return change(
                "removal:" + symbolicName,
                now,
                new Target(NONE, now.features(), byHand, now.configurations(), Map.of(), Set.of(), Set.of()));
    }

    private Change change(String what, Desired now, Target target) throws IOException, Unfit {
        Catalogue.Wanted wanted =
                catalogue.wishes(feature -> target.features().getOrDefault(feature, false), installed::isPlatform, now);
        if (wanted.incomplete().containsKey(target.feature())) {
            throw new Unfit(wanted.incomplete().get(target.feature()));
        }
        SortedMap<String, Wish> bundles = wanted.wishes();
        bundles.putAll(target.byHand());
        Change change = new Change(
                UUID.randomUUID().toString(),
                what,
                now,
                now.next(target.features(), bundles, target.origins()),
                jars,
                target.fresh(),
                target.obsolete(),
                target.again());
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        new Inspector(Arrays.asList(context.getBundles()), wiring).judge(change.coming(), change.touched());
        return change;
    }

    /**
     * What is wanted, before bundles are compared.
     *
     * @param feature the one that is switched, and has to be complete
     */
    private record Target(
            String feature,
            Map<String, Boolean> features,
            Map<String, Wish> byHand,
            Map<String, Origin> origins,
            Map<String, Map<String, List<String>>> fresh,
            Set<String> obsolete,
            Set<String> again) {}
}
