// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The pass phrase under which all keys of the key store are wrapped, in a file of its own.
 *
 * <p>Why the keys open after any crash while it is renewed: the new one is in a file beside, synced, before the key store
 * is replaced by one that it opens; only then it takes the place of the old one. So at each moment one of both files
 * opens the key store as it is, and {@link #settle} finds out which before another renewal begins.
 */
final class PassPhrase {
    private PassPhrase() {}

    /** A key store with the pass phrase that opened it. */
    record Opened(KeyStore store, char[] pass) {}

    /** Where the new one lies until the key store is under it. */
    static Path next(Path passFile) {
        return passFile.resolveSibling(passFile.getFileName() + ".next");
    }

    static char[] fresh() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret).toCharArray();
    }

    static byte[] bytes(char[] pass) {
        return (new String(pass) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static char[] read(Path passFile) throws IOException {
        return Files.readString(passFile).strip().toCharArray();
    }

    /** Ends what a crash left of a renewal; to be called by whoever is alone with the files. */
    static void settle(Path file, Path passFile) throws IOException {
        Path next = next(passFile);
        Files.deleteIfExists(KeyFiles.aside(next));
        if (!Files.exists(next)) {
            return;
        }
        try {
            load(file, read(passFile));
        } catch (IOException old) {
            // It is under the new one; where it is under neither, both stay as they are.
            load(file, read(next));
            KeyFiles.rename(next, passFile);
            return;
        }
        Files.delete(next);
    }

    /**
     * Opens the key store by the pass phrase that was good before, or by the one that another node put there since.
     *
     * @throws IOException where none of them opens it
     */
    static Opened open(Path file, Path passFile, char[] before) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Set<String> all = new LinkedHashSet<>(Set.of(new String(before)));
        // The new one first: when it is gone from there, it is where the old one was.
        for (Path one : new Path[] {next(passFile), passFile}) {
            ifThere(one).ifPresent(all::add);
        }
        IOException failure = null;
        for (String pass : all) {
            try {
                return new Opened(load(bytes, pass.toCharArray()), pass.toCharArray());
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        throw failure;
    }

    private static Optional<String> ifThere(Path passFile) throws IOException {
        try {
            return Optional.of(new String(read(passFile)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    static KeyStore load(Path file, char[] pass) throws IOException {
        return load(Files.readAllBytes(file), pass);
    }

    static KeyStore load(byte[] bytes, char[] pass) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), pass);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(KeyFiles.why(e), e);
        }
    }
}
