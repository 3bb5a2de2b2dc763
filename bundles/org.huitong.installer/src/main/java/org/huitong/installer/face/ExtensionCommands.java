// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.face;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.kit.shell.NotDone;
import org.huitong.kit.shell.Typed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands {@code extension:*}: single bundles. */
@Component(
        service = ExtensionCommands.class,
        property = {
            "osgi.command.scope=extension",
            "osgi.command.function=list",
            "osgi.command.function=plan",
            "osgi.command.function=install",
            "osgi.command.function=remove"
        })
public final class ExtensionCommands {
    private final Installer installer;

    @Activate
    public ExtensionCommands(@Reference Installer installer) {
        this.installer = installer;
    }

    /** Every bundle that was asked for, and how it stands. */
    public String list() {
        return installer.parts().stream()
                .map(part -> String.format(
                        "%-6s %-40s %-20s %s%s",
                        part.active() ? "runs" : "rests",
                        part.symbolicName(),
                        part.version(),
                        part.source(),
                        part.trouble().map(trouble -> "\n       " + trouble).orElse("")))
                .collect(Collectors.joining("\n"));
    }

    /** What installing this file would do. */
    public String plan(String... typed) throws IOException {
        return Words.steps(planFile(Typed.of("extension:plan <file>", typed).word(0)));
    }

    /** Installs or updates from a file. */
    public String install(String... typed) throws IOException {
        return Words.carryOut(
                installer, planFile(Typed.of("extension:install <file>", typed).word(0)));
    }

    /** Removes what was put in by hand. */
    public String remove(String... typed) {
        String symbolicName = Typed.of("extension:remove <name>", typed).word(0);
        return Words.carryOut(installer, installer.planRemoval(symbolicName));
    }

    /** The hub opens the file, and its working folder is not that of whoever types. */
    private Plan planFile(String file) throws IOException {
        Path path = Path.of(file);
        if (!path.isAbsolute() || !Files.isRegularFile(path)) {
            throw new NotDone(LocalText.of(
                    "汇通找不到文件 " + file + "：请写完整路径（以 / 开头），并确认运行汇通的用户可以读取",
                    "the hub finds no file " + file + ": give a whole path, from / on, that its user may read"));
        }
        try (InputStream jar = Files.newInputStream(path)) {
            return installer.planBundle(path.getFileName().toString(), jar);
        } catch (AccessDeniedException e) {
            throw new NotDone(LocalText.of("运行汇通的用户不能读取文件 " + file, "the hub's user may not read the file " + file));
        }
    }
}
