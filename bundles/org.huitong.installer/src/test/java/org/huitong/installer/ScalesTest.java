// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.huitong.installer.Unfit.Unfinished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalesTest {
    private static final int DIRECTORY_ENTRY = 0x02014b50;

    @TempDir
    Path folder;

    @Test
    void aGoodJarIsLetThrough() throws IOException, Unfit {
        Path jar = jar(TinyBundle.probe("a", "1.0.0")
                .entry("big.bin", new byte[900 << 10])
                .bytes());
        Scales.weigh(jar);
        assertThat(Scales.whole(jar)).isTrue();
        assertThat(BundleFile.read(jar).symbolicName()).isEqualTo("a");
    }

    @Test
    void whatEndsAtAnyPointBeforeItsEndIsNotWhole() throws IOException {
        byte[] inner = TinyBundle.probe("inner", "1.0.0").bytes();
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("inner.jar"));
            zip.write(inner);
        }
        byte[] bytes = outer.toByteArray();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Scales.whole(jar(Arrays.copyOf(bytes, length))))
                    .as("%d of %d bytes", length, bytes.length)
                    .isFalse();
        }
        assertThat(Scales.whole(jar(bytes))).isTrue();
    }

    @Test
    void aTableOfContentsThatLiesIsNotBelieved() throws IOException {
        for (int size : new int[] {5, 6 << 20}) {
            byte[] bytes = TinyBundle.plain("a", "1.0.0")
                    .entry("OSGI-INF/a.xml", new byte[size])
                    .bytes();
            ByteBuffer jar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int last = 0;
            for (int at = 0; at < bytes.length - 46; at++) {
                last = jar.getInt(at) == DIRECTORY_ENTRY ? at : last;
            }
            jar.putInt(last + 24, 10);
            assertThatThrownBy(() -> Scales.weigh(jar(bytes)))
                    .isInstanceOf(Unfit.class)
                    .isNotInstanceOf(Unfinished.class)
                    .hasMessageContaining(size == 5 ? "not as large as" : "grows by more than 100 times");
        }
    }

    @Test
    void aManifestThatSaysItIsSmallIsNotReadBeyondItsLimit() throws IOException {
        byte[] bytes = TinyBundle.plain("a", "1.0.0")
                .sections("Name: a\n\n".repeat(400_000))
                .bytes();
        ByteBuffer jar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length - 46; at++) {
            if (jar.getInt(at) == DIRECTORY_ENTRY) {
                jar.putInt(at + 24, 10);
            }
        }
        assertThatThrownBy(() -> BundleFile.read(jar(bytes)))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("larger than 2 MB");
    }

    @Test
    void moreFilesThanABundleHasAreRefused() throws IOException {
        Path many = jar(zipOf(50_001));
        assertThatThrownBy(() -> BundleFile.read(many))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("50000 files");
        byte[] inner = TinyBundle.plain("a", "1.0.0")
                .entry("lib/inner.jar", Files.readAllBytes(many))
                .bytes();
        assertThatThrownBy(() -> Scales.weigh(jar(inner)))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("50000 files");
    }

    @Test
    void manyMiddlingFilesAreTooMuchTogether() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] middling = new byte[1000 << 10];
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 270; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
                zip.write(middling);
            }
        }
        assertThatThrownBy(() -> Scales.weigh(jar(bytes.toByteArray())))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("everything in it");
    }

    private static byte[] zipOf(int entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }
        return bytes.toByteArray();
    }

    private Path jar(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.jar"), bytes);
    }
}
