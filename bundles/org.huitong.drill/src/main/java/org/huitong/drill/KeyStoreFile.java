// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys, apart from the data: whether they are those of it, and all that it needs. None of them leaves here. */
final class KeyStoreFile {
    private static final String IDENTITY = "vault/identity";

    private final KeyStore store;
    private final char[] pass;

    /** @throws IOException where there are none, or they do not open */
    KeyStoreFile(Path folder) throws IOException {
        Path file = folder.resolve("vault.p12");
        Path phrase = folder.resolve("vault.pass");
        if (!Files.exists(file) || !Files.exists(phrase)) {
            throw new IOException("there are no keys in " + folder);
        }
        byte[] bytes = Files.readAllBytes(file);
        // Copied while the master key was renewed: then the phrase that opens it may be the one beside.
        Path next = folder.resolve("vault.pass.next");
        char[] first = read(phrase);
        KeyStore opened;
        try {
            opened = open(bytes, first);
        } catch (IOException e) {
            if (!Files.exists(next)) {
                throw e;
            }
            first = read(next);
            opened = open(bytes, first);
        }
        store = opened;
        pass = first;
    }

    private static char[] read(Path phrase) throws IOException {
        return Files.readString(phrase).strip().toCharArray();
    }

    private static KeyStore open(byte[] bytes, char[] pass) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), pass);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys do not open", e);
        }
    }

    /** As the hub writes it down in its data. */
    String identity() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("huitong vault identity".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of()
                    .formatHex(digest.digest(store.getKey(IDENTITY, pass).getEncoded()), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys do not open", e);
        }
    }

    SortedSet<String> missing(Set<String> names) throws IOException {
        SortedSet<String> missing = new TreeSet<>();
        try {
            for (String name : names) {
                if (!store.isKeyEntry(name)) {
                    missing.add(name);
                }
            }
            return missing;
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys do not open", e);
        }
    }
}
