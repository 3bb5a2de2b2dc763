// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The signed ends of a chain: the place of each, its hash, and the moment.
 *
 * @param proves whether an entry behind the last of them is to be wondered at
 * @param notes what should be known of them
 */
record Heads(NavigableMap<Long, Head> bySeq, boolean proves, List<String> forged, List<String> notes) {
    private static final int PARTS = 5;
    /** Of Ed25519, in base64. */
    private static final int SIGNATURE = 88;

    record Head(String hash, String at) {}

    /** A line: the chain's name, the place, the hash, the moment, and the signature of all that. */
    record Line(String chain, String seq, String hash, String at, String signature) {
        private static Optional<Line> of(String text) {
            String[] parts = text.split(" ");
            return parts.length == PARTS
                            && parts[0].equals(Link.CHAIN)
                            && parts[1].matches("[0-9]{1,18}")
                            && parts[4].length() == SIGNATURE
                    ? Optional.of(new Line(parts[0], parts[1], parts[2], parts[3], parts[4]))
                    : Optional.empty();
        }

        private boolean isSigned(PublicKey key) {
            try {
                Signature signer = Signature.getInstance("Ed25519");
                signer.initVerify(key);
                signer.update(String.join(" ", chain, seq, hash, at).getBytes(StandardCharsets.UTF_8));
                return signer.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Those of a hub's data folder. */
    static Heads ofHub(Path folder, Optional<Path> keyFile) throws IOException {
        Path file = folder.resolve("heads");
        if (!Files.exists(file)) {
            return new Heads(
                    new TreeMap<>(), true, List.of(), List.of("There are no signed heads in " + file + " / 没有签名的链尾"));
        }
        return ofFile(file, Optional.of(keyFile.orElse(folder.resolve("key.pub"))));
    }

    /** Those of a file, such as a copy that was kept elsewhere. */
    static Heads ofFile(Path file, Optional<Path> keyFile) throws IOException {
        List<String> notes = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        String[] all = Files.readString(file).split("\n");
        for (int i = 0; i < all.length; i++) {
            // What was torn by a power cut says nothing, neither for the chain nor against it.
            Line.of(all[i]).ifPresentOrElse(lines::add, noteOf(notes, i + 1));
        }
        return of(lines, keyFile).noting(notes);
    }

    private static Runnable noteOf(List<String> notes, int line) {
        return () -> notes.add("Line " + line + " of the heads was not finished / 链尾第 " + line + " 行没有写完");
    }

    /** @param keyFile empty where nobody gave one: then they are compared, and prove nothing */
    static Heads of(List<Line> lines, Optional<Path> keyFile) throws IOException {
        NavigableMap<Long, Head> heads = new TreeMap<>();
        List<String> forged = new ArrayList<>();
        Optional<PublicKey> key = keyFile.isPresent() ? Optional.of(key(keyFile.get())) : Optional.empty();
        for (Line line : lines) {
            if (key.isPresent() && !line.isSigned(key.get())) {
                forged.add("the head of entry " + line.seq() + " is not signed by this hub");
            } else {
                heads.put(Long.parseLong(line.seq()), new Head(line.hash(), line.at()));
            }
        }
        List<String> notes = key.isPresent()
                ? List.of()
                : List.of("No signature was looked at: give the hub's public key by --key / 未核对签名，请用 --key 给出公钥");
        return new Heads(heads, key.isPresent(), forged, notes);
    }

    /** With those of a copy, which are right where the two differ: it was kept where nobody could change it. */
    Heads and(Heads copy) {
        NavigableMap<Long, Head> all = new TreeMap<>(bySeq);
        all.putAll(copy.bySeq);
        return new Heads(all, proves || copy.proves, both(forged, copy.forged), both(notes, copy.notes));
    }

    /** Without those that reach further than an export does. */
    Heads upTo(long seq) {
        List<String> further = bySeq.isEmpty() || bySeq.lastKey() <= seq
                ? List.of()
                : List.of("The heads reach to entry " + bySeq.lastKey() + ", the export to " + seq + " / 链尾晚于导出");
        return new Heads(new TreeMap<>(bySeq.headMap(seq, true)), proves, forged, both(notes, further));
    }

    private Heads noting(List<String> more) {
        return new Heads(bySeq, proves, forged, both(notes, more));
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static PublicKey key(Path file) throws IOException {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(file));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no key in " + file, e);
        }
    }
}
