// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.huitong.api.operation.Installer.Step;
import org.huitong.api.operation.Installer.Verb;
import org.huitong.api.text.LocalText;
import org.huitong.installer.Desired.Wish;

/**
 * The way from one desired state to another.
 *
 * @param id names it for whoever looked at it
 * @param what names what is attempted, the same again after a restart
 * @param jars those of both states
 * @param settings default settings that get a file, by PID
 * @param obsolete configurations whose files go
 * @param again bundles that are put in once more though they are the same, because they do not run
 */
record Change(
        String id,
        String what,
        Desired from,
        Desired to,
        Jars jars,
        Map<String, Map<String, List<String>>> settings,
        Set<String> obsolete,
        Set<String> again) {

    SortedMap<String, Wish> installs() {
        SortedMap<String, Wish> installs = new TreeMap<>(to.bundles());
        installs.keySet().removeAll(from.bundles().keySet());
        return installs;
    }

    SortedMap<String, Wish> updates() {
        SortedMap<String, Wish> updates = new TreeMap<>(to.bundles());
        updates.values().removeIf(wish -> {
            Wish before = from.bundles().get(wish.symbolicName());
            return before == null || before.sha256().equals(wish.sha256()) && !again.contains(wish.symbolicName());
        });
        return updates;
    }

    SortedMap<String, Wish> removals() {
        SortedMap<String, Wish> removals = new TreeMap<>(from.bundles());
        removals.keySet().removeAll(to.bundles().keySet());
        return removals;
    }

    /** Symbolic names of all that is installed, updated or removed. */
    Set<String> touched() {
        Set<String> touched = new TreeSet<>(installs().keySet());
        touched.addAll(updates().keySet());
        touched.addAll(removals().keySet());
        return touched;
    }

    List<BundleFile> coming() {
        Set<Wish> coming = new HashSet<>(installs().values());
        coming.addAll(updates().values());
        return coming.stream().map(wish -> jars.known(wish.sha256())).toList();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        removals()
                .forEach((name, wish) -> steps.add(step(
                        Verb.REMOVE,
                        wish,
                        "停止并移除 " + name + " " + wish.version() + "，它的数据保留",
                        name + " " + wish.version() + " is stopped and removed; its data stays")));
        updates().forEach((name, wish) -> {
            String before = from.bundles().get(name).version();
            steps.add(step(
                    Verb.UPDATE,
                    wish,
                    "把 " + name + " 从 " + before + " 换成 " + wish.version() + "，更换的瞬间它会停一下",
                    name + " is changed from " + before + " to " + wish.version()
                            + " and stops for the moment of the exchange"));
        });
        installs()
                .forEach((name, wish) -> steps.add(step(
                        Verb.INSTALL,
                        wish,
                        "安装 " + name + " " + wish.version(),
                        name + " " + wish.version() + " is installed")));
        settings.keySet()
                .forEach(pid -> steps.add(new Step(
                        Verb.CONFIGURE,
                        pid,
                        "",
                        LocalText.of(
                                "写入默认配置 conf/" + pid + ".cfg", "default settings are put into conf/" + pid + ".cfg"))));
        obsolete.forEach(pid -> steps.add(new Step(
                Verb.CONFIGURE,
                pid,
                "",
                LocalText.of("删除未改动过的默认配置 conf/" + pid + ".cfg", "conf/" + pid + ".cfg goes, as nobody changed it"))));
        installs().forEach((name, wish) -> steps.add(step(Verb.START, wish, "启动 " + name, name + " is started")));
        updates().forEach((name, wish) -> steps.add(step(Verb.START, wish, "启动 " + name, name + " is started")));
        return steps;
    }

    private static Step step(Verb verb, Wish wish, String zh, String en) {
        return new Step(verb, wish.symbolicName(), wish.version(), LocalText.of(zh, en));
    }
}
