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

/**
 * The signed ends of a chain: the place of each, its hash, and the moment.
 *
 * @param notes what is not as it should be with them
 */
record Heads(NavigableMap<Long, Head> bySeq, List<String> forged, List<String> notes) {
    record Head(String hash, String at) {}

    static Heads none() {
        return new Heads(new TreeMap<>(), List.of(), List.of());
    }

    static Heads read(Path folder, Optional<Path> keyFile) throws IOException {
        NavigableMap<Long, Head> heads = new TreeMap<>();
        List<String> forged = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Path file = folder.resolve("heads");
        if (!Files.exists(file)) {
            notes.add("There are no signed heads in " + file + " / 没有签名的链尾");
            return new Heads(heads, forged, notes);
        }
        PublicKey key = key(keyFile.orElse(folder.resolve("key.pub")));
        String all = Files.readString(file);
        String[] lines = all.split("\n");
        for (int i = 0; i < lines.length; i++) {
            String[] parts = lines[i].split(" ");
            boolean torn = i == lines.length - 1 && !all.endsWith("\n");
            if (torn) {
                notes.add("The last line of the heads was not finished / 最后一行链尾没有写完");
            } else if (parts.length != 5 || !parts[0].equals(Link.CHAIN) || !isSigned(key, parts)) {
                forged.add("line " + (i + 1) + " of the signed heads is not signed by this hub");
            } else {
                heads.put(Long.parseLong(parts[1]), new Head(parts[2], parts[3]));
            }
        }
        return new Heads(heads, forged, notes);
    }

    private static PublicKey key(Path file) throws IOException {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(file));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no key in " + file, e);
        }
    }

    private static boolean isSigned(PublicKey key, String[] parts) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(
                    String.join(" ", parts[0], parts[1], parts[2], parts[3]).getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(parts[4]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
