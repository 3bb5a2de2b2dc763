// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An export: a line that says what it is, the signed heads, a line for each entry with the hash of the link before it, and
 * a line that says how many there were. Of a filtered one each entry is judged by its own link, neighbours by each other,
 * and by a head those alone that one names.
 */
final class ExportFile {
    private final Path file;
    private final Optional<Path> key;
    private final Optional<Path> copy;
    private final Instant now;

    /** @param copy of the heads, as it was kept elsewhere */
    ExportFile(Path file, Optional<Path> key, Optional<Path> copy, Instant now) {
        this.file = file;
        this.key = key;
        this.copy = copy;
        this.now = now;
    }

    Verdict verify() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String first = lines.readLine();
            Map<String, String> said = FlatJson.read(first == null ? "" : first);
            if (!Link.CHAIN.equals(said.get("chain"))) {
                throw new IOException("no export of the audit (" + Link.CHAIN + ")");
            }
            List<Heads.Line> own = new ArrayList<>();
            Map<String, String> next = line(lines);
            while (next.containsKey("head")) {
                own.add(head(next));
                next = line(lines);
            }
            Heads heads = Heads.of(own, key);
            if (copy.isPresent()) {
                heads = heads.and(Heads.ofFile(copy.get(), key));
            }
            if (said.containsKey("end")) {
                heads = heads.upTo(place(said.get("end")));
            }
            return Boolean.parseBoolean(said.get("filtered")) ? some(heads, next, lines) : all(heads, next, lines);
        }
    }

    private Verdict all(Heads heads, Map<String, String> first, BufferedReader lines) throws IOException {
        Walk walk = new Walk(heads, 0, Link.NO_HASH, now);
        boolean whole = true;
        long looked = 0;
        Map<String, String> values = first;
        for (; whole && values.containsKey("seq"); values = line(lines)) {
            looked++;
            whole = walk.step(link(values));
        }
        return whole && isCut(values, looked) ? walk.cut() : walk.end(Optional.empty());
    }

    private static Verdict some(Heads heads, Map<String, String> first, BufferedReader lines) throws IOException {
        List<String> notes = new ArrayList<>(heads.notes());
        notes.add("It was filtered: what is missing cannot be told, nor what was made anew but where a head names it"
                + " / 导出经过筛选，无法判断是否有缺失；只有链尾指明的记录能证明未被重新制作");
        long looked = 0;
        long lastSeq = 0;
        String lastHash = Link.NO_HASH;
        Map<String, String> values = first;
        for (; values.containsKey("seq"); values = line(lines)) {
            looked++;
            Link link = link(values);
            String before = String.valueOf(values.get("prev"));
            if (link.seq() <= lastSeq) {
                return Verdict.broken(looked, link.seq(), "stands behind a later one / 次序被打乱", notes);
            }
            boolean follows = link.seq() != lastSeq + 1 || lastHash.equals(before);
            if (!follows || !link.expected(before).equals(link.hash())) {
                return Verdict.broken(looked, link.seq(), "is not what was linked here / 与链不符，被改动、插入或移位", notes);
            }
            Heads.Head head = heads.bySeq().get(link.seq());
            if (head != null && !head.hash().equals(link.hash())) {
                return Verdict.broken(
                        looked, link.seq(), "was made anew: the signed head is another / 被重新制作，与已签名的链尾不符", notes);
            }
            lastSeq = link.seq();
            lastHash = link.hash();
        }
        if (isCut(values, looked)) {
            return Verdict.broken(looked, lastSeq + 1, "and what is behind it was cut off / 之后的记录被截断", notes);
        }
        return heads.forged().isEmpty()
                ? Verdict.whole(looked, notes)
                : Verdict.broken(
                        looked, lastSeq, "is whole, but " + heads.forged().get(0) + " / 链尾签名无效", notes);
    }

    private static boolean isCut(Map<String, String> last, long looked) throws IOException {
        return !last.containsKey("entries") || place(last.get("entries")) != looked;
    }

    /** Empty at the end. */
    private static Map<String, String> line(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null ? Map.of() : FlatJson.read(line);
    }

    private static Heads.Line head(Map<String, String> values) throws IOException {
        place(values.get("head"));
        return new Heads.Line(
                Link.CHAIN,
                values.get("head"),
                String.valueOf(values.get("hash")),
                String.valueOf(values.get("signed_at")),
                String.valueOf(values.get("signature")));
    }

    private static Link link(Map<String, String> values) throws IOException {
        List<String> texts = new ArrayList<>();
        Link.PARTS.forEach(part -> texts.add(values.get(part)));
        return new Link(
                place(values.get("seq")), place(values.get("noted_at")), texts, String.valueOf(values.get("hash")));
    }

    private static long place(String number) throws IOException {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new IOException("a line of the export has no place or moment", e);
        }
    }
}
