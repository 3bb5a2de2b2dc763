// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.huitong.installer.Unfit.Unfinished;

/**
 * Weighs a jar before anybody unpacks it. A few kilobytes can unpack to more than the hub's memory, and whoever reads a
 * bundle (this installer, the framework, its component runtime, the store) reads manifests, descriptions, classes and
 * migrations as a whole: none of them may be larger than what a bundle has use for. The largest bundle of the
 * distribution needs a tenth of each limit.
 */
final class Scales {
    /** What a jar may have as a file. */
    static final long MOST_BYTES = 128L << 20;

    private static final int MOST_ENTRIES = 50_000;
    private static final int MOST_DIRECTORY = 16 << 20;
    private static final int MOST_MANIFEST = 2 << 20;
    private static final int MOST_HEADERS = 512 << 10;
    private static final long MOST_READ_WHOLE = 4L << 20;
    private static final long MOST_ENTRY = 64L << 20;
    private static final long MOST_UNPACKED = 256L << 20;
    /** Entries of more than a megabyte may be this many times larger than they are packed. */
    private static final int MOST_RATIO = 100;

    private static final long LARGE = 1L << 20;
    private static final Set<String> READ_WHOLE = Set.of("class", "xml", "sql", "properties", "mf", "sf");

    private Scales() {}

    /** Whether the file begins and ends as a zip does: what is still being written does not. Reads 64 KB at most. */
    static boolean whole(Path jar) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            return End.of(file).isThere();
        }
    }

    /** Opens a jar whose table of contents says that it may be read. */
    static ZipFile open(Path jar) throws IOException, Unfit {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            if (file.length() > MOST_BYTES) {
                throw tooLargeAFile();
            }
            End.of(file).refuseTooMany();
        }
        ZipFile zip = new ZipFile(jar.toFile());
        boolean good = false;
        try {
            judgeContents(zip);
            good = true;
            return zip;
        } finally {
            if (!good) {
                zip.close();
            }
        }
    }

    private static void judgeContents(ZipFile zip) throws Unfit {
        long sum = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            sum = add(sum, entry, entry.getSize());
        }
    }

    /** Everything in it unpacked once: what the table of contents says is not taken at its word. */
    static void weigh(Path jar) throws IOException, Unfit {
        byte[] buffer = new byte[64 << 10];
        long sum = 0;
        try (ZipFile zip = open(jar)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                sum = add(sum, entry, unpack(zip, entry, buffer));
            }
        } catch (ZipException e) {
            throw unfinished(e);
        }
    }

    private static long unpack(ZipFile zip, ZipEntry entry, byte[] buffer) throws IOException, Unfit {
        long size = 0;
        CRC32 sum = new CRC32();
        Tail tail = extension(entry.getName()).equals("jar") ? new Tail() : null;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                refuseTooLarge(entry, size);
                sum.update(buffer, 0, read);
                if (tail != null) {
                    tail.add(buffer, read);
                }
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new Unfinished();
        }
        if (size != entry.getSize()) {
            throw new Unfit(
                    "其中的 " + entry.getName() + " 与目录中的大小不符",
                    entry.getName() + " in it is not as large as its table of contents says");
        }
        if (tail != null) {
            // The framework opens a jar within the jar, too.
            tail.end().refuseTooMany();
        }
        return size;
    }

    private static long add(long sum, ZipEntry entry, long size) throws Unfit {
        refuseTooLarge(entry, size);
        if (sum + size > MOST_UNPACKED) {
            throw tooLarge("全部内容解开后", "everything in it, unpacked,", MOST_UNPACKED);
        }
        return sum + size;
    }

    private static void refuseTooLarge(ZipEntry entry, long size) throws Unfit {
        long most = most(entry.getName());
        if (size > most) {
            throw tooLarge("其中的 " + entry.getName() + " 解开后", entry.getName() + " in it, unpacked,", most);
        }
        if (size > LARGE && size / MOST_RATIO > entry.getCompressedSize()) {
            throw new Unfit(
                    "其中的 " + entry.getName() + " 解开后会膨胀 " + MOST_RATIO + " 倍以上",
                    entry.getName() + " in it grows by more than " + MOST_RATIO + " times when it is unpacked");
        }
    }

    private static long most(String name) {
        if (name.equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
            return MOST_MANIFEST;
        }
        return READ_WHOLE.contains(extension(name)) ? MOST_READ_WHOLE : MOST_ENTRY;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The manifest as it stands there, however large it says it is; null where there is none. */
    static byte[] manifest(ZipFile zip) throws IOException, Unfit {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return null;
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(MOST_MANIFEST + 1);
        }
        refuseTooLarge(entry, bytes.length);
        if (headers(bytes) > MOST_HEADERS) {
            throw tooLarge("清单的主要部分", "the main section of its manifest", MOST_HEADERS);
        }
        return bytes;
    }

    /** How many bytes the main section has: it ends at the first empty line. */
    private static int headers(byte[] manifest) {
        boolean empty = false;
        for (int i = 0; i < manifest.length; i++) {
            if (manifest[i] == '\n' || manifest[i] == '\r' && (i + 1 == manifest.length || manifest[i + 1] != '\n')) {
                if (empty) {
                    return i;
                }
                empty = true;
            } else if (manifest[i] != '\r') {
                empty = false;
            }
        }
        return manifest.length;
    }

    static Unfit tooLargeAFile() {
        return tooLarge("文件", "the file", MOST_BYTES);
    }

    private static Unfit tooLarge(String zh, String en, long most) {
        String limit = most >= LARGE ? (most >> 20) + " MB" : (most >> 10) + " KB";
        return new Unfit(zh + "大于 " + limit + "，超过了模块的上限", en + " is larger than " + limit + ", the most for a bundle");
    }

    static Unfinished unfinished(ZipException cause) {
        Unfinished unfinished = new Unfinished();
        unfinished.initCause(cause);
        return unfinished;
    }

    /** The last bytes of what flows by, as many as the end of a zip may have. */
    private static final class Tail {
        private byte[] bytes = new byte[0];
        private byte[] head = new byte[0];
        private long length;

        void add(byte[] buffer, int read) {
            if (length < Integer.BYTES) {
                head = joined(head, buffer, read, Integer.BYTES, false);
            }
            bytes = joined(bytes, buffer, read, End.MOST, true);
            length += read;
        }

        private static byte[] joined(byte[] before, byte[] buffer, int read, int most, boolean last) {
            byte[] all = Arrays.copyOf(before, before.length + read);
            System.arraycopy(buffer, 0, all, before.length, read);
            int surplus = Math.max(0, all.length - most);
            return last ? Arrays.copyOfRange(all, surplus, all.length) : Arrays.copyOf(all, all.length - surplus);
        }

        End end() {
            return End.of(head, bytes, length);
        }
    }

    /**
     * The record at the end of a zip, by which everything in it is found. What has more than one such record, or has
     * something before its first entry or behind its table of contents, can be read in two ways and counts as unfinished;
     * so does one of the kind for more than 65,535 entries.
     *
     * @param entries −1 where there is none
     */
    private record End(int entries, long directory) {
        static final int MOST = 22 + 0xffff;
        private static final int SIZE = 22;
        private static final int END = 0x06054b50;
        private static final int ENTRY = 0x04034b50;
        private static final End NONE = new End(-1, 0);

        static End of(RandomAccessFile file) throws IOException {
            long length = file.length();
            byte[] head = new byte[(int) Math.min(Integer.BYTES, length)];
            file.readFully(head);
            byte[] tail = new byte[(int) Math.min(MOST, length)];
            file.seek(length - tail.length);
            file.readFully(tail);
            return of(head, tail, length);
        }

        static End of(byte[] head, byte[] tail, long length) {
            ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            boolean zip = head.length == Integer.BYTES
                    && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() == ENTRY;
            for (int at = tail.length - SIZE; zip && at >= 0; at--) {
                if (bytes.getInt(at) == END) {
                    long directory = Integer.toUnsignedLong(bytes.getInt(at + 12));
                    long offset = Integer.toUnsignedLong(bytes.getInt(at + 16));
                    boolean last = at + SIZE + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail.length;
                    boolean fits = offset + directory == length - tail.length + at;
                    return last && fits ? new End(Short.toUnsignedInt(bytes.getShort(at + 10)), directory) : NONE;
                }
            }
            return NONE;
        }

        boolean isThere() {
            return entries >= 0;
        }

        void refuseTooMany() throws Unfit {
            if (entries < 0) {
                throw new Unfinished();
            }
            if (entries > MOST_ENTRIES || directory > MOST_DIRECTORY) {
                throw new Unfit(
                        "它包含的文件多于 " + MOST_ENTRIES + " 个，或文件名太长",
                        "it holds more than " + MOST_ENTRIES + " files, or their names are too long");
            }
        }
    }
}
