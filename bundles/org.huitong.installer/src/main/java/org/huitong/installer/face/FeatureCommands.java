// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.face;

import java.util.stream.Collectors;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Feature;
import org.huitong.api.text.LocalText;
import org.huitong.kit.shell.NotDone;
import org.huitong.kit.shell.Typed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands {@code feature:*}. */
@Component(
        service = FeatureCommands.class,
        property = {
            "osgi.command.scope=feature",
            "osgi.command.function=list",
            "osgi.command.function=info",
            "osgi.command.function=install",
            "osgi.command.function=uninstall"
        })
public final class FeatureCommands {
    private final Installer installer;

    @Activate
    public FeatureCommands(@Reference Installer installer) {
        this.installer = installer;
    }

    /** Every feature, and whether it is on. */
    public String list() {
        return installer.features().stream()
                .map(feature -> String.format(
                        "%-12s %-8s %s / %s",
                        feature.name(),
                        feature.fixed() ? "platform" : feature.on() ? "on" : "off",
                        feature.title().zh(),
                        feature.title().en()))
                .collect(Collectors.joining("\n"));
    }

    /** What a feature consists of, and what switching it would do. */
    public String info(String... typed) {
        String name = Typed.of("feature:info <name>", typed).word(0);
        return installer.features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .map(this::describe)
                .orElseThrow(() -> new NotDone(LocalText.of("没有名为 " + name + " 的功能", "there is no feature " + name)));
    }

    private String describe(Feature feature) {
        String head = feature.title().zh() + " / " + feature.title().en() + "\n" + feature.description() + "\n"
                + feature.bundles().stream().map(bundle -> "  " + bundle).collect(Collectors.joining("\n"));
        return feature.fixed()
                ? head
                : head + "\n" + (feature.on() ? "Switched off:" : "Switched on:") + "\n"
                        + Words.of(installer.planFeature(feature.name(), !feature.on()));
    }

    /** Switches a feature on. */
    public String install(String... typed) {
        String name = Typed.of("feature:install <name>", typed).word(0);
        return Words.carryOut(installer, installer.planFeature(name, true));
    }

    /** Switches a feature off. */
    public String uninstall(String... typed) {
        String name = Typed.of("feature:uninstall <name>", typed).word(0);
        return Words.carryOut(installer, installer.planFeature(name, false));
    }
}
