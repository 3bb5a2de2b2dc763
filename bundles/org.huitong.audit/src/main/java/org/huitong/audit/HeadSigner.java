// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes signed ends of the chain into {@code data/audit/heads}, a line each: the name of the chain, the last place and
 * its hash, the moment, and the Ed25519 signature of all that. The key is {@code keys/audit.key}; what proves its
 * signatures, {@code data/audit/key.pub}, is no secret: whoever is to trust the verifier keeps a copy elsewhere.
 */
final class HeadSigner {
    private static final String ALGORITHM = "Ed25519";
    /** Of a line: the chain's name, the place, the hash, the moment, the signature. */
    private static final int PARTS = 5;

    private final Path heads;
    private final PrivateKey key;
    private long last = -1;

    private HeadSigner(Path heads, PrivateKey key) {
        this.heads = heads;
        this.key = key;
    }

    static HeadSigner open(Path folder, Path keys) throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(keys);
        Path secret = keys.resolve("audit.key");
        try {
            if (!Files.exists(secret)) {
                KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                write(folder.resolve("key.pub"), made.getPublic().getEncoded());
                write(secret, made.getPrivate().getEncoded());
            }
            byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(secret));
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new HeadSigner(folder.resolve("heads"), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("keys/audit.key is no key of the audit", e);
        }
    }

    /** Whole or not at all, and for the hub's own account alone. */
    private static void write(Path file, byte[] encoded) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part);
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    part, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        append(part, Base64.getEncoder().encodeToString(encoded) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    synchronized void sign(long seq, String hash, Instant at) {
        if (seq == last || seq == 0) {
            return;
        }
        String said = Entry.CHAIN + " " + seq + " " + hash + " " + at;
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(said.getBytes(StandardCharsets.UTF_8));
            append(heads, torn() + said + " " + Base64.getEncoder().encodeToString(signature.sign()) + "\n");
            last = seq;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the end of the chain cannot be signed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the end of the chain cannot be written", e);
        }
    }

    /** A line that a power cut tore ends where it ended; ours begins anew. */
    private String torn() throws IOException {
        if (!Files.exists(heads) || Files.size(heads) == 0) {
            return "";
        }
        try (FileChannel in = FileChannel.open(heads, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            in.read(last, in.size() - 1);
            return last.get(0) == '\n' ? "" : "\n";
        }
    }

    /** The signed ends up to a place, the oldest first: the parts of each line. */
    List<String[]> upTo(long seq) throws IOException {
        if (!Files.exists(heads)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(heads)) {
            return lines.map(line -> line.split(" "))
                    .filter(parts -> parts.length == PARTS
                            && parts[0].equals(Entry.CHAIN)
                            && parts[1].matches("[0-9]{1,18}")
                            && Long.parseLong(parts[1]) <= seq)
                    .toList();
        }
    }

    private static void append(Path file, String line) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
