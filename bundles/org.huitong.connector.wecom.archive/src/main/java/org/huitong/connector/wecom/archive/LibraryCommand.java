// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/**
 * How the library's process is started: the vendor's shared library by a small host of ours, anything else as the program
 * that it is, which speaks the protocol itself.
 */
final class LibraryCommand {
    private static final Pattern SHARED = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib)");
    private static final List<String> HOST =
            List.of("org/huitong/connector/wecom/archive/LibraryHost.class", "com/tencent/wework/Finance.class");

    private final Path library;
    private final Path workshop;

    private LibraryCommand(Path library, Path workshop) {
        this.library = library;
        this.workshop = workshop;
    }

    /** @param workshop a folder where the host's classes may be laid out */
    static Optional<Parsed<LibraryCommand>> of(String library, Path workshop) {
        if (library.isBlank()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(library.strip());
            return Optional.of(
                    path.isAbsolute()
                            ? new Parsed.Good<>(new LibraryCommand(path, workshop))
                            : new Parsed.Bad<>(LocalText.of("library 须为绝对路径", "library has to be an absolute path")));
        } catch (InvalidPathException e) {
            return Optional.of(new Parsed.Bad<>(LocalText.of("library 不是路径", "library is no path")));
        }
    }

    /** What stands in the way before anything is started; looked at each time, since the file may come later. */
    Optional<LocalText> problem() {
        if (!Files.isReadable(library)) {
            return Optional.of(LocalText.of(
                    "找不到会话存档的库 " + library + "，请从企业微信下载后放在此处，并让运行本系统的用户可读",
                    "the archive's library " + library
                            + " is not there: download it from the vendor, and let the hub's user read it"));
        }
        return isShared() || Files.isExecutable(library)
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        library + " 不可执行", library + " is neither a shared library nor a program that may be run"));
    }

    /** @throws IOException where the host cannot be laid out */
    List<String> words() throws IOException {
        if (!isShared()) {
            return List.of(library.toString());
        }
        for (String name : HOST) {
            Path target = workshop.resolve(name);
            Files.createDirectories(target.getParent());
            try (InputStream bytes = LibraryCommand.class.getClassLoader().getResourceAsStream(name)) {
                if (bytes == null) {
                    throw new IOException("the host of the library is not in its bundle");
                }
                Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // What people said must not be found in what a crash leaves behind.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-cp",
                workshop.toString(),
                "org.huitong.connector.wecom.archive.LibraryHost",
                library.toString());
    }

    private boolean isShared() {
        return SHARED.matcher(library.getFileName().toString()).matches();
    }
}
