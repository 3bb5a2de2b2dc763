// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An export: a line that says what it is, a line for each entry with the hash of the link before it, and a line that says
 * how many there were. Of a filtered one each entry is judged by its own link, and neighbours by each other.
 */
final class ExportFile {
    private ExportFile() {}

    static Verdict verify(Path file) throws IOException {
        List<String> notes = new ArrayList<>();
        long looked = 0;
        OptionalLong told = OptionalLong.empty();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String first = lines.readLine();
            Map<String, String> head = FlatJson.read(first == null ? "" : first);
            if (!Link.CHAIN.equals(head.get("chain"))) {
                throw new IOException("no export of the audit (" + Link.CHAIN + ")");
            }
            boolean filtered = Boolean.parseBoolean(head.get("filtered"));
            if (filtered) {
                notes.add("It was filtered: what is missing cannot be told / 导出经过筛选，无法判断是否有缺失");
            }
            long lastSeq = 0;
            String lastHash = Link.NO_HASH;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, String> values = FlatJson.read(line);
                if (values.containsKey("entries")) {
                    told = OptionalLong.of(Long.parseLong(values.get("entries")));
                    break;
                }
                looked++;
                Link link = link(values);
                String before = values.get("prev");
                if (link.seq() <= lastSeq) {
                    return Verdict.broken(looked, link.seq(), "stands behind a later one / 次序被打乱", notes);
                }
                if (!filtered && link.seq() != lastSeq + 1) {
                    return Verdict.broken(looked, lastSeq + 1, "is missing / 缺失", notes);
                }
                boolean follows = link.seq() != lastSeq + 1 || lastHash.equals(before);
                if (!follows || !link.expected(before).equals(link.hash())) {
                    return Verdict.broken(looked, link.seq(), "is not what was linked here / 与链不符，被改动、插入或移位", notes);
                }
                lastSeq = link.seq();
                lastHash = link.hash();
            }
            if (told.isEmpty() || told.getAsLong() != looked) {
                return Verdict.broken(looked, lastSeq + 1, "and what is behind it was cut off / 之后的记录被截断", notes);
            }
        }
        return Verdict.whole(looked, notes);
    }

    private static Link link(Map<String, String> values) throws IOException {
        try {
            List<String> texts = new ArrayList<>();
            Link.PARTS.forEach(part -> texts.add(values.get(part)));
            return new Link(
                    Long.parseLong(values.get("seq")),
                    Long.parseLong(values.get("noted_at")),
                    texts,
                    String.valueOf(values.get("hash")));
        } catch (NumberFormatException e) {
            throw new IOException("a line of the export has no place or moment", e);
        }
    }
}
