// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a drill went.
 *
 * @param took from the first byte to here
 * @param troubles what is not as it should be, each in a sentence; empty: the backup can be relied upon
 */
record Report(
        String backup,
        Instant begun,
        Duration took,
        Inventory listed,
        Inventory restored,
        int keys,
        List<String> troubles) {
    boolean isGood() {
        return troubles.isEmpty();
    }

    List<String> text() {
        Optional<Inventory.Log> log = restored.log();
        return List.of(
                (isGood() ? "GOOD / 可用" : "BROKEN / 有问题") + ": " + backup + ", made " + listed.made(),
                "Messages / 消息: " + log.map(Inventory.Log::messages).orElse(0L) + ", lines of the log / 日志行: "
                        + log.map(Inventory.Log::lines).orElse(0L),
                "Chain / 哈希链: " + log.map(Inventory.Log::chain).orElse("-"),
                "Files / 文件: " + restored.files().count() + ", keys needed / 需要的密钥: " + keys,
                "Letters held back / 不会再发的信: " + log.map(Inventory.Log::unsent).orElse(0L),
                troubles.isEmpty() ? "" : troubles.stream().map(t -> "- " + t).collect(Collectors.joining("\n")));
    }

    String json() {
        Optional<Inventory.Log> log = restored.log();
        return "{\n  \"good\": " + isGood()
                + ",\n  \"backup\": " + quoted(backup)
                + ",\n  \"made\": " + quoted(listed.made().toString())
                + ",\n  \"begun\": " + quoted(begun.toString())
                + ",\n  \"seconds\": " + took.toSeconds()
                + ",\n  \"messages\": " + log.map(Inventory.Log::messages).orElse(0L)
                + ",\n  \"lines\": " + log.map(Inventory.Log::lines).orElse(0L)
                + ",\n  \"chain\": " + quoted(log.map(Inventory.Log::chain).orElse(""))
                + ",\n  \"files\": " + restored.files().count()
                + ",\n  \"filesChain\": " + quoted(restored.files().chain())
                + ",\n  \"keys\": " + keys
                + ",\n  \"lettersHeld\": " + log.map(Inventory.Log::unsent).orElse(0L)
                + ",\n  \"troubles\": ["
                + troubles.stream().map(Report::quoted).collect(Collectors.joining(", "))
                + "]\n}\n";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
