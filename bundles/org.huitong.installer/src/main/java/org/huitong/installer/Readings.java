// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.huitong.installer.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what is being read before it is read ({@code data/reading.json}), and strikes it out when that ended in any
 * way that the hub lives to tell. What stands there at a start has ended the hub; what did so twice is not read a third
 * time, be it put in again or waiting in {@code deploy/}. Not for many threads: the installer's lock is held.
 */
final class Readings {
    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FATAL = 2;
    /** Of those that are remembered, the oldest is forgotten. */
    private static final int MOST = 100;

    private final Path file;
    private final Map<String, Integer> begun = new LinkedHashMap<>();
    private final Set<String> trusted = new HashSet<>();

    Readings(Path data) throws IOException {
        file = data.resolve("reading.json");
        try {
            JsonNode read = JSON.readTree(Durable.read(file, Durable.SMALL));
            read.fields()
                    .forEachRemaining(
                            one -> begun.put(one.getKey(), one.getValue().asInt()));
        } catch (NoSuchFileException e) {
            // Nothing was being read.
        } catch (IOException e) {
            LOG.warn(
                    "It cannot be told what was being read when the hub ended; its note is put aside file={}", file, e);
            Files.move(file, file.resolveSibling("reading.json.damaged"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Jars that run: they have been read before. */
    void trust(Set<String> hashes) {
        trusted.addAll(hashes);
    }

    boolean trusts(String sha256) {
        return trusted.contains(sha256);
    }

    /** An error is not struck out: what breaks its reader counts like what ended the hub. */
    <T> T of(String sha256, Reading<T> reading) throws IOException, Unfit {
        if (trusts(sha256)) {
            return reading.read();
        }
        int times = begun.getOrDefault(sha256, 0);
        if (times >= FATAL) {
            throw new Unfit(
                    "读取它时系统已两次意外停止，不再读取。确认文件无误后，停机删除 data/reading.json，再重新放入",
                    "reading it has ended the hub twice, and it is not read again. Where the file is known to be good,"
                            + " stop the hub, delete data/reading.json and put it in again");
        }
        begun.remove(sha256);
        begun.put(sha256, times + 1);
        while (begun.size() > MOST) {
            begun.remove(begun.keySet().iterator().next());
        }
        write();
        T result;
        try {
            result = reading.read();
        } catch (IOException | Unfit | RuntimeException e) {
            end(sha256);
            throw e;
        }
        end(sha256);
        return result;
    }

    private void end(String sha256) throws IOException {
        begun.remove(sha256);
        write();
    }

    private void write() throws IOException {
        if (begun.isEmpty()) {
            Durable.delete(file);
            return;
        }
        ObjectNode json = JSON.createObjectNode();
        begun.forEach(json::put);
        Durable.write(file, JSON.writeValueAsBytes(json));
    }

    /** What is done while the note stands. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException, Unfit;
    }
}
