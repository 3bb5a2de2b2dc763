// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.Mac;
import org.huitong.api.message.MessageId;
import org.huitong.kit.parse.Json;

/** Reads containers back. */
public final class ContainerReader {
    private static final int BUFFER = 1 << 16;

    private final Medium medium;
    private final ArchiveKey key;

    public ContainerReader(Medium medium, ArchiveKey key) {
        this.medium = medium;
        this.key = key;
    }

    /** It is not what was written. */
    public static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String why) {
            super(why);
        }
    }

    /**
     * Reads all of a container.
     *
     * @param place where it lies
     * @param manifestHash of its manifest, as it was written
     * @return the hash of each line
     * @throws Damaged where anything is other than it was
     * @throws IOException where it cannot be read
     */
    public List<String> check(String place, String manifestHash) throws IOException {
        return check(place, Container.name(place), manifestHash);
    }

    List<String> check(String folder, String container, String manifestHash) throws IOException {
        byte[] manifest = all(folder + "/" + Container.MANIFEST);
        if (!RecordLine.hash(manifest).equals(manifestHash)) {
            throw new Damaged("the manifest is not what was written");
        }
        byte[] mac = all(folder + "/" + Container.MANIFEST_MAC);
        String told = HexFormat.of().formatHex(key.mac(container).doFinal(manifest)) + "\n";
        if (!told.equals(new String(mac, StandardCharsets.US_ASCII))) {
            throw new Damaged("the manifest was made by somebody else");
        }
        if (all(folder + "/" + Container.HASHES).length == 0) {
            throw new Damaged("the list of hashes is empty");
        }
        Json json = Json.read(manifest).good().orElseThrow(() -> new Damaged("the manifest is not JSON"));
        for (Json file : json.at("files").items()) {
            file(folder, container, file);
        }
        return lines(folder, container);
    }

    private void file(String folder, String container, Json file) throws IOException {
        MessageDigest hash = RecordLine.sha256();
        Mac mac = key.mac(container);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = medium.read(folder + "/" + file.text("name").orElse(""))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
                mac.update(buffer, 0, n);
            }
        }
        HexFormat hex = HexFormat.of();
        if (!hex.formatHex(hash.digest()).equals(file.text("sha256").orElse(""))
                || !hex.formatHex(mac.doFinal()).equals(file.text("hmac").orElse(""))) {
            throw new Damaged("a file is not what was written");
        }
    }

    private List<String> lines(String folder, String container) throws IOException {
        List<String> hashes = new ArrayList<>();
        each(folder, Container.MESSAGES, container, line -> {
            hashes.add(RecordLine.hash(line));
            return true;
        });
        return hashes;
    }

    /** Which message each line tells of. */
    public List<MessageId> ids(String place) throws IOException {
        List<MessageId> ids = new ArrayList<>();
        each(place, Container.MESSAGES, line -> {
            String id = Json.read(line).good().flatMap(json -> json.text("id")).orElse("");
            if (id.isEmpty()) {
                throw new Damaged("a line names no message");
            }
            ids.add(new MessageId(id));
            return true;
        });
        return ids;
    }

    /** One message, by its line's number from 0 on, as it was written. */
    public Optional<String> line(String place, int number) throws IOException {
        List<byte[]> found = new ArrayList<>();
        int[] at = {0};
        each(place, Container.MESSAGES, Container.name(place), line -> {
            if (at[0]++ == number) {
                found.add(line);
            }
            return found.isEmpty();
        });
        return found.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .findFirst();
    }

    /** Takes lines without their ends. */
    interface Taker {
        /** @return false: no more */
        boolean take(byte[] line) throws IOException;
    }

    /** The lines of one of its files. */
    void each(String place, String file, Taker taker) throws IOException {
        each(place, file, Container.name(place), taker);
    }

    /** What stands outside on it. */
    Json manifest(String place) throws IOException {
        return Json.read(all(place + "/" + Container.MANIFEST))
                .good()
                .orElseThrow(() -> new Damaged("the manifest is not JSON"));
    }

    /** One of its files, as it was before it was encrypted. */
    InputStream open(String place, String file) throws IOException {
        return open(place, file, Container.name(place));
    }

    private InputStream open(String folder, String file, String container) throws IOException {
        InputStream sealed = medium.read(folder + "/" + file);
        byte[] iv = sealed.readNBytes(ArchiveKey.IV);
        if (iv.length < ArchiveKey.IV) {
            sealed.close();
            throw new Damaged("a file is too short");
        }
        return new CipherInputStream(sealed, key.cipher(Cipher.DECRYPT_MODE, container, iv));
    }

    private void each(String folder, String file, String container, Taker taker) throws IOException {
        try (InputStream in = open(folder, file, container)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, from, i - from);
                        from = i + 1;
                        if (!taker.take(line.toByteArray())) {
                            return;
                        }
                        line.reset();
                    }
                }
                line.write(buffer, from, n - from);
            }
            if (line.size() > 0) {
                throw new Damaged("the last line has no end");
            }
        }
    }

    private byte[] all(String name) throws IOException {
        try (InputStream in = medium.read(name)) {
            return in.readAllBytes();
        }
    }
}
