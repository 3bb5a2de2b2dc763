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
import java.util.Optional;
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
    private static final long MOST_POINTS = 100_000_000;

    private Thumbnail() {}

    /** @return empty where it cannot be read, or is too large to be tried */
    static Optional<byte[]> of(InputStream picture) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(picture, Orientation.HEAD);
        buffered.mark(Orientation.HEAD);
        Orientation orientation = Orientation.of(buffered.readNBytes(Orientation.HEAD));
        buffered.reset();
        try (ImageInputStream in = new MemoryCacheImageInputStream(buffered)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return read(reader).map(image -> jpeg(image, orientation));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // What readers throw at broken pictures is of every kind.
            return Optional.empty();
        }
    }

    private static Optional<BufferedImage> read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_POINTS) {
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
