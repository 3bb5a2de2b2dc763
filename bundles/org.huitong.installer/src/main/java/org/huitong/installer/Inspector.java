// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Tells before anything happens whether it can be done: whether what a bundle needs is there, and whether anybody who
 * is not named would have to be restarted. The framework still has the last word when it resolves.
 */
final class Inspector {
    private static final String WORDS = "org.huitong.api";
    private static final String LOCATION = "huitong:";

    private final Collection<Bundle> bundles;
    private final FrameworkWiring wiring;

    Inspector(Collection<Bundle> bundles, FrameworkWiring wiring) {
        this.bundles = bundles;
        this.wiring = wiring;
    }

    /** Where a bundle of the desired state lies in the framework; everything elsewhere is the platform. */
    static String location(String symbolicName) {
        return LOCATION + symbolicName;
    }

    static boolean isPlug(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** The platform's bundle of this name, where there is one. */
    static boolean isPlatform(Collection<Bundle> bundles, String symbolicName) {
        return bundles.stream().anyMatch(bundle -> !isPlug(bundle) && symbolicName.equals(bundle.getSymbolicName()));
    }

    /**
     * Judges a change as a whole.
     *
     * @param coming bundles as they will be
     * @param touched symbolic names of all that the change names
     */
    void judge(Collection<BundleFile> coming, Set<String> touched) throws Unfit {
        List<Bundle> staying =
                bundles.stream().filter(bundle -> !leaves(bundle, touched)).toList();
        for (BundleFile file : coming) {
            refusePlatform(file);
            refuseSecondWords(file, staying);
            needs(file, coming, staying);
        }
        refuseBystanders(touched);
    }

    private static boolean leaves(Bundle bundle, Set<String> touched) {
        return isPlug(bundle) && touched.contains(bundle.getSymbolicName());
    }

    private void refusePlatform(BundleFile file) throws Unfit {
        if (isPlatform(bundles, file.symbolicName())) {
            throw new Unfit(
                    file.symbolicName() + " 属于平台本身，只能随产品升级并重启来更换",
                    file.symbolicName()
                            + " belongs to the platform itself and is replaced by an upgrade and a restart");
        }
    }

    private static void refuseSecondWords(BundleFile file, List<Bundle> staying) throws Unfit {
        for (Clause export : file.exports()) {
            for (String name : export.names()) {
                if (isWords(name) && !packages(staying, name).isEmpty()) {
                    throw new Unfit(
                            file.symbolicName() + " 自带了公共接口 " + name + "，会与平台的接口冲突；请在打包时去掉它",
                            file.symbolicName() + " brings the words " + name
                                    + " of its own, which would stand beside the platform's; build it without them");
                }
            }
        }
    }

    private static boolean isWords(String name) {
        return name.equals(WORDS) || name.startsWith(WORDS + ".");
    }

    private void needs(BundleFile file, Collection<BundleFile> coming, List<Bundle> staying) throws Unfit {
        for (Clause wanted : file.imports()) {
            if (!wanted.optional()) {
                for (String name : wanted.names()) {
                    needsPackage(file, name, wanted, coming, staying);
                }
            }
        }
        for (Clause wanted : file.requiredBundles()) {
            needsBundle(file, wanted, coming, staying);
        }
        for (Clause wanted : file.requirements()) {
            needsCapability(file, wanted, coming, staying);
        }
    }

    private static void needsPackage(
            BundleFile file, String name, Clause wanted, Collection<BundleFile> coming, List<Bundle> staying)
            throws Unfit {
        VersionRange range = wanted.range(Constants.VERSION_ATTRIBUTE);
        Set<Version> there = new TreeSet<>(packages(staying, name));
        coming.forEach(other -> other.exports().stream()
                .filter(export -> export.names().contains(name))
                .map(export -> export.version(Constants.VERSION_ATTRIBUTE))
                .forEach(there::add));
        if (there.stream().anyMatch(range::includes)) {
            return;
        }
        String versions = there.stream().map(Version::toString).collect(Collectors.joining(", "));
        if (isWords(name) && !there.isEmpty()) {
            throw new Unfit(
                    file.symbolicName() + " 是为公共接口 " + name + " 的版本 " + range + " 编写的，本系统提供的是 " + versions
                            + "；请使用为本版本构建的模块",
                    file.symbolicName() + " was written for version " + range + " of the words " + name
                            + ", this hub speaks " + versions + "; get it built for this hub");
        }
        throw new Unfit(
                file.symbolicName() + " 需要软件包 " + name + "，版本 " + range + "；"
                        + (there.isEmpty() ? "系统中没有任何模块提供它" : "系统中只有版本 " + versions),
                file.symbolicName() + " needs the package " + name + " in version " + range + "; "
                        + (there.isEmpty() ? "no bundle here provides it" : "there is only " + versions));
    }

    private static Set<Version> packages(List<Bundle> bundles, String name) {
        Set<Version> versions = new TreeSet<>();
        for (BundleCapability capability : capabilities(bundles, PackageNamespace.PACKAGE_NAMESPACE)) {
            if (name.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                versions.add((Version) capability
                        .getAttributes()
                        .getOrDefault(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE, Version.emptyVersion));
            }
        }
        return versions;
    }

    private static List<BundleCapability> capabilities(List<Bundle> bundles, String namespace) {
        List<BundleCapability> capabilities = new ArrayList<>();
        for (Bundle bundle : bundles) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                capabilities.addAll(revision.getDeclaredCapabilities(namespace));
            }
        }
        return capabilities;
    }

    private static void needsBundle(BundleFile file, Clause wanted, Collection<BundleFile> coming, List<Bundle> staying)
            throws Unfit {
        VersionRange range = wanted.range(Constants.BUNDLE_VERSION_ATTRIBUTE);
        for (String name : wanted.names()) {
            boolean there = staying.stream()
                            .anyMatch(bundle ->
                                    name.equals(bundle.getSymbolicName()) && range.includes(bundle.getVersion()))
                    || coming.stream()
                            .anyMatch(other -> name.equals(other.symbolicName()) && range.includes(other.version()));
            if (!there && !wanted.optional()) {
                throw new Unfit(
                        file.symbolicName() + " 需要模块 " + name + "，版本 " + range + "，系统中没有",
                        file.symbolicName() + " needs the bundle " + name + " in version " + range
                                + ", which is not here");
            }
        }
    }

    private static void needsCapability(
            BundleFile file, Clause wanted, Collection<BundleFile> coming, List<Bundle> staying) throws Unfit {
        if (wanted.optional() || "active".equals(wanted.directives().get("effective"))) {
            return;
        }
        String filter = wanted.directives().get("filter");
        for (String namespace : wanted.names()) {
            List<Map<String, Object>> there = new ArrayList<>();
            capabilities(staying, namespace).forEach(capability -> there.add(capability.getAttributes()));
            for (BundleFile other : coming) {
                other.capabilities().stream()
                        .filter(capability -> capability.names().contains(namespace))
                        .forEach(capability -> there.add(new HashMap<>(capability.attributes())));
            }
            if (there.stream().noneMatch(attributes -> matches(filter, attributes))) {
                throw new Unfit(
                        file.symbolicName() + " 需要 " + namespace + (filter == null ? "" : " " + filter) + "，系统无法提供",
                        file.symbolicName() + " needs " + namespace + (filter == null ? "" : " " + filter)
                                + ", which this system does not have");
            }
        }
    }

    private static boolean matches(String filter, Map<String, Object> attributes) {
        try {
            return filter == null || FrameworkUtil.createFilter(filter).matches(attributes);
        } catch (InvalidSyntaxException e) {
            // The framework says the same in its own words when it resolves.
            return true;
        }
    }

    private void refuseBystanders(Set<String> touched) throws Unfit {
        Set<Bundle> leaving =
                bundles.stream().filter(bundle -> leaves(bundle, touched)).collect(Collectors.toSet());
        if (leaving.isEmpty()) {
            return;
        }
        Set<String> bystanders = wiring.getDependencyClosure(leaving).stream()
                .filter(bundle -> !leaving.contains(bundle))
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!bystanders.isEmpty()) {
            String names = String.join(", ", bystanders);
            throw new Unfit(
                    "以下模块正在使用它，会被一起重启，但本次操作没有列出它们：" + names + "；请把它们放在同一个功能里一起更换",
                    "these bundles use it and would be restarted, though nobody asked for that: " + names
                            + "; change them together, as one feature");
        }
    }
}
