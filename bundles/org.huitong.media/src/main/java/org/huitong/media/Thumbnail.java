// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A small picture of a picture, as JPEG on white. A large one is read with most of its points left out, so that never
 * more than a small one is in memory, whatever its first bytes promise; nothing of it lies on the disk.
 */
final class Thumbnail {
    static final String KIND = "image/jpeg";

    private static final int SIDE = 480;
    private static final long MOST_POINTS = 60_000_000;
    /** All of such a one is in memory before a point of it can be left out, outside of the heap. */
    private static final long MOST_PROGRESSIVE = 20_000_000;

    /** A row is in memory several times: one of thirty million points takes a hub of usual size down. */
    private static final int LONGEST_SIDE = 30_000;

    /** Those whose readers go row by row; one of TIFF takes strips as large as the picture says they are. */
    private static final Set<String> ROW_BY_ROW = Set.of("jpeg", "png", "gif", "bmp");

    private Thumbnail() {}

    /** @return empty where it cannot be read, or is too large to be tried */
    static Optional<byte[]> of(InputStream picture) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(picture, Orientation.HEAD);
        buffered.mark(Orientation.HEAD);
        byte[] head = buffered.readNBytes(Orientation.HEAD);
        Orientation orientation = Orientation.of(head);
        long most = isProgressive(head) ? MOST_PROGRESSIVE : MOST_POINTS;
        buffered.reset();
        try (ImageInputStream in = new MemoryCacheImageInputStream(buffered)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            if (!ROW_BY_ROW.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            try {
                reader.setInput(in, true, true);
                return read(reader, most).map(image -> jpeg(image, orientation));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // What readers throw at broken pictures is of every kind.
            return Optional.empty();
        }
    }

    /**
     * Whether it is a JPEG that comes in several passes: what kind it is stands behind what a camera wrote (ITU-T T.81,
     * B.1.1.3). Where that lies beyond the head it counts as one.
     */
    private static boolean isProgressive(byte[] head) {
        int at = 2;
        while (at + 3 < head.length && head[at] == (byte) 0xff) {
            int marker = head[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return (marker & 3) == 2;
            }
            at += 2 + ((head[at + 2] & 0xff) << 8 | head[at + 3] & 0xff);
        }
        return head.length > 1 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8;
    }

    private static Optional<BufferedImage> read(ImageReader reader, long most) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > most || Math.max(width, height) > LONGEST_SIDE) {
            return Optional.empty();
        }
        ImageReadParam some = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
        some.setSourceSubsampling(step, step, 0, 0);
        return Optional.of(reader.read(0, some));
    }

    private static byte[] jpeg(BufferedImage image, Orientation orientation) {
        double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
        boolean lies = orientation.isTurned();
        BufferedImage small =
                new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = small.createGraphics();
        try {
            brush.setColor(Color.WHITE);
            brush.fillRect(0, 0, small.getWidth(), small.getHeight());
            brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform placed = orientation.placing(width, height);
            placed.scale((double) width / image.getWidth(), (double) height / image.getHeight());
            brush.drawImage(image, placed, null);
        } finally {
            brush.dispose();
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory takes everything", e);
        }
    }
}
