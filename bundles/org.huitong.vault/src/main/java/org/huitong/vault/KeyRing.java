// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that wrap data keys: a PKCS#12 key store with its pass phrase beside it. A key is in the file, synced,
 * before it locks anything; so what was locked opens after any crash.
 *
 * <p>At the first start two files come into being, and a crash may hit between them. Both are written aside first; the
 * pass phrase gets its name, then the key store. A pass phrase alone, with a key store aside that it opens, is that
 * crash and is carried on; a pass phrase or a key store alone is a loss, and refused.
 *
 * <p>Nodes share the files. Whoever changes the key store does so under a lock, upon what the file says then: no node
 * takes away a key that another one made. Everybody looks at the file once a second, so that a key that was destroyed
 * elsewhere opens nothing here either, and one that was brought back from a copy does, without a restart. A file that
 * cannot be read while the hub runs takes no key away and gets none: it is left as it is, and said.
 */
final class KeyRing implements MasterKey {
    /** Keys of the vault itself, which lock nothing and are never destroyed. */
    private static final String OWN = "vault/";

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();
    private static final String IDENTITY = OWN + "identity";
    private static final String FINGERPRINTS = OWN + "fingerprints";
    private final Path file;
    private final Path passFile;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> open = new ConcurrentHashMap<>();
    private KeyStore store;
    private char[] pass;
    private KeyFiles.Stamp stamp = KeyFiles.Stamp.NONE;
    private volatile long lookedAt = System.nanoTime();
    private volatile Optional<String> trouble = Optional.empty();

    private KeyRing(Path file, Path passFile, char[] pass, KeyStore store) {
        this.file = file;
        this.passFile = passFile;
        this.pass = pass;
        this.store = store;
    }

    /**
     * Opens the key ring of this folder, or makes one.
     *
     * @param locked whether there is data that needs the keys already: then none are made
     * @throws IllegalStateException with a sentence for the operator where the keys cannot be those of the data
     */
    static KeyRing open(Path folder, boolean locked) {
        Path file = folder.resolve("vault.p12");
        Path passFile = folder.resolve("vault.pass");
        try {
            KeyFiles.createFolder(folder);
            if (Files.exists(file)
                    && Files.exists(passFile)
                    && !Files.exists(KeyFiles.aside(file))
                    && !Files.exists(KeyFiles.aside(passFile))
                    && !Files.exists(PassPhrase.next(passFile))) {
                return open(file, passFile);
            }
            return KeyFiles.alone(folder, () -> settle(file, passFile, locked));
        } catch (IOException e) {
            throw new UncheckedIOException("The key store " + file + " cannot be used: " + KeyFiles.why(e), e);
        }
    }

    private static KeyRing open(Path file, Path passFile) throws IOException {
        KeyFiles.closeToOthers(file);
        KeyFiles.closeToOthers(passFile);
        char[] pass = PassPhrase.read(passFile);
        KeyFiles.Stamp stamp = KeyFiles.Stamp.of(file);
        // Another node may be renewing it in this moment.
        PassPhrase.Opened opened = PassPhrase.open(file, passFile, pass);
        KeyRing ring = new KeyRing(file, passFile, opened.pass(), opened.store());
        ring.stamp = stamp;
        return ring;
    }

    /** Makes the files, or what a crash left of them whole; where there is one alone, refuses. */
    private static KeyRing settle(Path file, Path passFile, boolean locked) throws IOException {
        boolean hasStore = Files.exists(file);
        boolean hasPass = Files.exists(passFile);
        if (!hasStore && hasPass && Files.exists(KeyFiles.aside(file))) {
            PassPhrase.load(KeyFiles.aside(file), PassPhrase.read(passFile));
            KeyFiles.publish(file);
            hasStore = true;
        }
        if (hasStore != hasPass) {
            throw new IllegalStateException("The key store is not complete: "
                    + (hasStore ? passFile : file)
                    + " is missing. Restore both files from the backup of the keys.");
        }
        if (!hasStore && locked) {
            throw new IllegalStateException("There is data and there are no keys for it: " + file
                    + " is missing. Restore the keys from their backup, or start with an empty data folder.");
        }
        Files.deleteIfExists(KeyFiles.aside(passFile));
        if (!hasStore) {
            return create(file, passFile);
        }
        Files.deleteIfExists(KeyFiles.aside(file));
        PassPhrase.settle(file, passFile);
        return open(file, passFile);
    }

    private static KeyRing create(Path file, Path passFile) throws IOException {
        char[] pass = PassPhrase.fresh();
        KeyRing ring = new KeyRing(file, passFile, pass, empty());
        ring.put(IDENTITY);
        ring.put(FINGERPRINTS);
        KeyFiles.writeAside(file, ring.bytes());
        KeyFiles.replace(passFile, PassPhrase.bytes(pass));
        KeyFiles.publish(file);
        ring.stamp = KeyFiles.Stamp.of(file);
        return ring;
    }

    private static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java runtime has PKCS#12", e);
        }
    }

    /** Tells this key ring from every other; says nothing about the keys. */
    String identity() {
        return identity(
                find(IDENTITY).orElseThrow(() -> new IllegalStateException(file + " is no key store of this hub")));
    }

    private static String identity(SecretKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("huitong vault identity".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key.getEncoded()), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** The key of fingerprints, for ever the same. */
    SecretKey fingerprints() {
        return need(FINGERPRINTS);
    }

    /** The key of this name, made where it is missing. */
    SecretKey need(String name) {
        SecretKey known = open.get(name);
        return known != null ? known : find(name).orElseGet(() -> make(name));
    }

    Optional<SecretKey> find(String name) {
        if (System.nanoTime() - lookedAt > LOOK_EVERY) {
            lookAgain();
        }
        SecretKey known = open.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        synchronized (this) {
            Optional<SecretKey> here = kept(name);
            if (here.isPresent()) {
                return here;
            }
            // Another node may have made it within this second.
            lookAgain();
            return kept(name);
        }
    }

    private Optional<SecretKey> kept(String name) {
        Optional<SecretKey> key = key(new PassPhrase.Opened(store, pass), name);
        key.ifPresent(opened -> open.put(name, opened));
        return key;
    }

    /** Opened when first used: each costs thousands of rounds of hashing. */
    private Optional<SecretKey> key(PassPhrase.Opened from, String name) {
        try {
            if (!from.store().isKeyEntry(name)) {
                return Optional.empty();
            }
            return Optional.of(
                    new SecretKeySpec(from.store().getKey(name, from.pass()).getEncoded(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + name + " in " + file + " does not open", e);
        }
    }

    /** Why the file is not followed; the keys that are in memory go on meanwhile. */
    Optional<String> trouble() {
        lookAgain();
        return trouble;
    }

    private synchronized void lookAgain() {
        lookedAt = System.nanoTime();
        try {
            follow();
            if (trouble.isPresent()) {
                LOG.info("The key store can be read again file={}", file);
            }
            trouble = Optional.empty();
        } catch (IOException e) {
            String why = "The key store " + file + " cannot be read any more: " + KeyFiles.why(e)
                    + ". The keys that were in it go on until the hub stops, and none are made. Put a good copy back.";
            if (!trouble.equals(Optional.of(why))) {
                LOG.error("{}", why);
            }
            trouble = Optional.of(why);
        }
    }

    /** Takes what the file says now. */
    private void follow() throws IOException {
        KeyFiles.Stamp now = KeyFiles.Stamp.of(file);
        if (now.equals(stamp)) {
            return;
        }
        PassPhrase.Opened fresh = PassPhrase.open(file, passFile, pass);
        Optional<SecretKey> theirs = key(fresh, IDENTITY);
        if (theirs.isEmpty()
                || !identity(theirs.get())
                        .equals(identity(key(new PassPhrase.Opened(store, pass), IDENTITY)
                                .orElseThrow()))) {
            throw new IOException("it is that of another hub");
        }
        store = fresh.store();
        pass = fresh.pass();
        stamp = now;
        open.clear();
    }

    private synchronized SecretKey make(String name) {
        try {
            return KeyFiles.alone(file.getParent(), () -> {
                follow();
                Optional<SecretKey> made = kept(name);
                if (made.isPresent()) {
                    return made.get();
                }
                SecretKey key = put(name);
                try {
                    replace();
                } catch (IOException e) {
                    remove(name);
                    throw e;
                }
                open.put(name, key);
                return key;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The new key " + name + " cannot be written to " + file + ": " + KeyFiles.why(e), e);
        }
    }

    private void replace() throws IOException {
        KeyFiles.replace(file, bytes());
        stamp = KeyFiles.Stamp.of(file);
    }

    private SecretKey put(String name) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        SecretKey key = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
        put(store, name, key, pass);
        return key;
    }

    private static void put(KeyStore into, String name, SecretKey key, char[] pass) {
        try {
            into.setEntry(name, new KeyStore.SecretKeyEntry(key), new KeyStore.PasswordProtection(pass));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + name + " cannot be kept", e);
        }
    }

    @Override
    public synchronized int renew() {
        try {
            return KeyFiles.alone(file.getParent(), () -> {
                PassPhrase.settle(file, passFile);
                follow();
                PassPhrase.Opened fresh = wrappedAnew();
                Path next = PassPhrase.next(passFile);
                KeyFiles.replace(next, PassPhrase.bytes(fresh.pass()));
                KeyFiles.replace(file, bytes(fresh));
                store = fresh.store();
                pass = fresh.pass();
                stamp = KeyFiles.Stamp.of(file);
                KeyFiles.rename(next, passFile);
                int keys = aliases().size();
                LOG.info("All keys are wrapped by a new master key keys={}", keys);
                return keys;
            });
        } catch (IOException e) {
            // Whichever of both the file is under is found out by what is there.
            stamp = KeyFiles.Stamp.NONE;
            throw new UncheckedIOException("The master key is not renewed: " + KeyFiles.why(e), e);
        }
    }

    /** Read back before anything is written: each key is what it was. */
    private PassPhrase.Opened wrappedAnew() throws IOException {
        PassPhrase.Opened old = new PassPhrase.Opened(store, pass);
        char[] phrase = PassPhrase.fresh();
        KeyStore anew = empty();
        List<String> names = aliases();
        for (String name : names) {
            put(anew, name, key(old, name).orElseThrow(), phrase);
        }
        PassPhrase.Opened read =
                new PassPhrase.Opened(PassPhrase.load(bytes(new PassPhrase.Opened(anew, phrase)), phrase), phrase);
        for (String name : names) {
            if (!key(read, name).equals(key(old, name))) {
                throw new IOException("the key " + name + " is not what it was");
            }
        }
        return read;
    }

    /** Destroys a key and with it all it locked, for ever. True where there was one. */
    synchronized boolean destroy(String name) {
        if (name.startsWith(OWN)) {
            return false;
        }
        try {
            return KeyFiles.alone(file.getParent(), () -> {
                follow();
                if (kept(name).isEmpty()) {
                    return false;
                }
                remove(name);
                replace();
                return true;
            });
        } catch (IOException e) {
            // What the file still has is taken from there again.
            stamp = KeyFiles.Stamp.NONE;
            throw new UncheckedIOException("The key " + name + " is still in " + file, e);
        }
    }

    private void remove(String name) {
        open.remove(name);
        try {
            store.deleteEntry(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + name + " cannot be removed", e);
        }
    }

    synchronized List<String> names() {
        lookAgain();
        return aliases().stream().filter(name -> !name.startsWith(OWN)).sorted().toList();
    }

    private List<String> aliases() {
        try {
            return Collections.list(store.aliases());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key store cannot be listed", e);
        }
    }

    private byte[] bytes() throws IOException {
        return bytes(new PassPhrase.Opened(store, pass));
    }

    private static byte[] bytes(PassPhrase.Opened of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            of.store().store(out, of.pass());
        } catch (GeneralSecurityException e) {
            throw new IOException(KeyFiles.why(e), e);
        }
        return out.toByteArray();
    }
}
