// SPDX-License-Identifier: Apache-2.0
package org.huitong.archive.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command: looks at every container below a folder, or opens one, and ends with 0, 1 or 2. It shares no code with the
 * hub: it is to be believed, and to open an archive, where there is no hub any more.
 */
public final class Verify {
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;
    private static final int KEY_BYTES = 32;

    private Verify() {}

    public static void main(String[] words) {
        System.exit(run(words, System.out, System.err));
    }

    public static int run(String[] words, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(List.of(words));
        boolean open = rest.remove("--open");
        Optional<Path> expected = taken(rest, "--expect").map(Path::of);
        String file = taken(rest, "--file").orElse("messages.jsonl.enc");
        int at = rest.indexOf("--key");
        if (at < 0 || rest.size() != 3 || at == 2) {
            err.println("archive verify --key FILE [--expect LIST] FOLDER | --open [--file NAME] --key FILE CONTAINER");
            return UNKNOWN;
        }
        Path keyFile = Path.of(rest.get(at + 1));
        Path folder = Path.of(rest.get(at == 0 ? 2 : 0));
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(keyFile).strip());
            if (key.length != KEY_BYTES) {
                throw new IOException("a key has 64 hexadecimal digits / 密钥是 64 位十六进制数");
            }
            if (open) {
                // Nothing is shown of what somebody changed: the cipher alone would not notice.
                ContainerFolder container = new ContainerFolder(folder, key);
                container.verify();
                container.open(file, out);
                out.flush();
                return WHOLE;
            }
            return verify(folder, key, expected, out, err);
        } catch (ContainerFolder.Broken e) {
            err.println("BROKEN / 已损坏: " + e.getMessage());
            return BROKEN;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            err.println("It could not be looked at / 无法核对: " + e.getMessage());
            return UNKNOWN;
        }
    }

    /** Takes what follows this word out of the words, and the word. */
    private static Optional<String> taken(List<String> words, String word) {
        int at = words.indexOf(word);
        if (at < 0 || at + 1 == words.size()) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private static int verify(Path root, byte[] key, Optional<Path> expected, PrintStream out, PrintStream err)
            throws IOException, GeneralSecurityException {
        List<Path> containers;
        try (Stream<Path> all = Files.walk(root)) {
            containers = all.filter(path -> path.endsWith("manifest.json"))
                    .map(Path::getParent)
                    .filter(path -> !path.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        if (containers.isEmpty()) {
            err.println("There is no container in this folder / 这个目录里没有归档容器");
            return UNKNOWN;
        }
        long messages = 0;
        int broken = 0;
        for (String place : expected.isPresent() ? Files.readAllLines(expected.get()) : List.<String>of()) {
            if (!place.isBlank() && !containers.contains(root.resolve(place.strip()))) {
                broken++;
                out.println("MISSING / 缺失: " + place.strip());
            }
        }
        for (Path container : containers) {
            try {
                messages += new ContainerFolder(container, key).verify();
            } catch (ContainerFolder.Broken | IOException e) {
                broken++;
                out.println("BROKEN / 已损坏: " + root.relativize(container) + ": " + e.getMessage());
            }
        }
        String counted = containers.size() + " containers / 个容器, " + messages + " messages / 条消息";
        out.println((broken == 0 ? "WHOLE / 完整: " : "BROKEN / 已损坏: " + broken + " of ") + counted);
        return broken == 0 ? WHOLE : BROKEN;
    }
}
