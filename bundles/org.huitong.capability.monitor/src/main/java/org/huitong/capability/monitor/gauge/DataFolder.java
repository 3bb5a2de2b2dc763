// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.capability.monitor.gauge.Picture.Disk;

/** The hub's data and the disk below it. The disk is asked each time; how large each folder is, once an hour. */
public final class DataFolder {
    private static final Duration PARTS_HOLD = Duration.ofHours(1);
    /** More files than these in all are not counted: a figure that is too small is better than a disk that is busy with it. */
    private static final int MOST_FILES = 50_000;

    private final Path folder;
    private final int mostFiles;
    private Map<String, Long> parts = Map.of();
    private Instant counted = Instant.MIN;

    public DataFolder(Path folder) {
        this(folder, MOST_FILES);
    }

    DataFolder(Path folder, int mostFiles) {
        this.folder = folder;
        this.mostFiles = mostFiles;
    }

    /** Empty where the folder cannot be read, which the store's own check tells. */
    synchronized Optional<Disk> disk(Instant now) {
        try {
            FileStore store = Files.getFileStore(folder);
            if (counted.isBefore(now.minus(PARTS_HOLD)) || counted.isAfter(now)) {
                parts = parts();
                counted = now;
            }
            return Optional.of(new Disk(store.getTotalSpace(), store.getUsableSpace(), parts));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, Long> parts() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        List<Path> folders;
        try (Stream<Path> all = Files.list(folder)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        int left = mostFiles;
        for (Path one : folders) {
            Sum sum = new Sum(left);
            Files.walkFileTree(one, sum);
            sizes.put(one.getFileName().toString(), sum.bytes);
            left = sum.left;
        }
        return sizes;
    }

    /** Adds files up; one that goes meanwhile is none. */
    private static final class Sum extends SimpleFileVisitor<Path> {
        private long bytes;
        private int left;

        private Sum(int left) {
            this.left = left;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (left == 0) {
                return FileVisitResult.TERMINATE;
            }
            left--;
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
