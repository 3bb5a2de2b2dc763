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
import org.huitong.kit.process.JavaCommand;

/**
 * How the library's process is started: the vendor's shared library by a small host of ours, anything else as the program
 * that it is, which speaks the protocol itself. Who sets the account says which, and so runs code of theirs as the hub's
 * user; an installation that does not want that names a folder beyond which nothing is started.
 */
final class LibraryCommand {
    private static final Pattern SHARED = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib)");
    private static final List<String> HOST =
            List.of("org/huitong/connector/wecom/archive/LibraryHost.class", "com/tencent/wework/Finance.class");

    private final Path library;
    private final Ground ground;

    private LibraryCommand(Path library, Ground ground) {
        this.library = library;
        this.ground = ground;
    }

    /**
     * What the installation gives.
     *
     * @param workshop a folder where the host's classes may be laid out
     * @param libraries below which a library has to lie; empty: anywhere
     */
    record Ground(Path workshop, Optional<Path> libraries) {}

    static Optional<Parsed<LibraryCommand>> of(String library, Ground ground) {
        if (library.isBlank()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(library.strip());
            return Optional.of(
                    path.isAbsolute()
                            ? new Parsed.Good<>(new LibraryCommand(path, ground))
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
        if (isBeyond()) {
            return Optional.of(LocalText.of(
                    "库必须放在 " + ground.libraries().get() + " 之下（HUITONG_LIBRARIES）",
                    "the library has to lie below " + ground.libraries().get() + " (HUITONG_LIBRARIES)"));
        }
        return isShared() || Files.isExecutable(library)
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        library + " 不可执行", library + " is neither a shared library nor a program that may be run"));
    }

    /** A link is where it leads to. */
    private boolean isBeyond() {
        try {
            return ground.libraries().isPresent()
                    && !library.toRealPath().startsWith(ground.libraries().get().toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    /** @throws IOException where the host cannot be laid out, or the library lies where none may */
    List<String> words() throws IOException {
        if (isBeyond()) {
            throw new IOException("the library lies beyond the folder of libraries");
        }
        if (!isShared()) {
            return List.of(library.toString());
        }
        for (String name : HOST) {
            Path target = ground.workshop().resolve(name);
            Files.createDirectories(target.getParent());
            try (InputStream bytes = LibraryCommand.class.getClassLoader().getResourceAsStream(name)) {
                if (bytes == null) {
                    throw new IOException("the host of the library is not in its bundle");
                }
                Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return JavaCommand.of(
                256,
                ground.workshop().toString(),
                List.of("org.huitong.connector.wecom.archive.LibraryHost", library.toString()));
    }

    private boolean isShared() {
        return SHARED.matcher(library.getFileName().toString()).matches();
    }
}
