// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
    /** Red in the corner at the upper left, and blue elsewhere. */
    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.BLUE);
        brush.fillRect(0, 0, width, height);
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width / 4, height / 4);
        brush.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static Optional<BufferedImage> small(byte[] picture) throws IOException {
        Optional<byte[]> small = Thumbnail.of(new ByteArrayInputStream(picture));
        return small.isEmpty() ? Optional.empty() : Optional.of(ImageIO.read(new ByteArrayInputStream(small.get())));
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        Color color = new Color(image.getRGB((int) (image.getWidth() * x), (int) (image.getHeight() * y)));
        return color.getRed() > 180 && color.getBlue() < 80;
    }

    @ParameterizedTest
    @CsvSource({
        "png, 4000, 3000, 480, 360",
        "jpeg, 3000, 4000, 360, 480",
        "gif, 960, 480, 480, 240",
        "bmp, 1000, 4, 480, 2",
        "png, 20, 10, 20, 10"
    })
    void aPictureIsMadeSmall(String format, int width, int height, int smallWidth, int smallHeight) throws IOException {
        BufferedImage small = small(picture(format, width, height)).orElseThrow();
        assertThat(small.getWidth()).isEqualTo(smallWidth);
        assertThat(small.getHeight()).isEqualTo(smallHeight);
    }

    /** Where the corner that was written first lies once the picture is upright. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.1, 480",
        "2, 0.9, 0.1, 480",
        "3, 0.9, 0.9, 480",
        "4, 0.1, 0.9, 480",
        "5, 0.1, 0.1, 240",
        "6, 0.9, 0.1, 240",
        "7, 0.9, 0.9, 240",
        "8, 0.1, 0.9, 240"
    })
    void aPhotographIsTurnedAsItsCameraLay(int orientation, double x, double y, int width) throws IOException {
        for (String order : new String[] {"4d4d", "4949"}) {
            BufferedImage small =
                    small(lying(picture("jpeg", 960, 480), order, orientation)).orElseThrow();
            assertThat(small.getWidth()).isEqualTo(width);
            for (double h : new double[] {0.1, 0.9}) {
                for (double v : new double[] {0.1, 0.9}) {
                    assertThat(isRed(small, h, v)).as(order + " " + h + " " + v).isEqualTo(h == x && v == y);
                }
            }
        }
    }

    private static byte[] lying(byte[] jpeg, String order, int orientation) {
        boolean big = order.equals("4d4d");
        String exif = big
                ? "4d4d002a00000008" + "0001" + "0112000300000001" + "000%d0000".formatted(orientation) + "00000000"
                : "49492a0008000000" + "0100" + "1201030001000000" + "0%d000000".formatted(orientation) + "00000000";
        byte[] app1 = HexFormat.of().parseHex("ffe1" + "0022" + "457869660000" + exif);
        return ByteBuffer.allocate(jpeg.length + app1.length)
                .put(jpeg, 0, 2)
                .put(app1)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** What a few bytes promise is no reason to make room: a hub that lacks memory ends. */
    @ParameterizedTest
    @CsvSource({"30000000, 1", "1, 30000000", "60000, 900", "30001, 1", "7746, 7746"})
    void aSmallFileThatPromisesALargePictureHasNone(int width, int height) throws IOException {
        byte[] png = picture("png", 500, 500);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height).put(24, (byte) 16);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());

        assertThat(small(png)).isEmpty();
    }

    @Test
    void whatComesInSeveralPassesIsSmallerOrHasNone() throws IOException {
        assertThat(small(progressive(picture(800, 600)))).isPresent();

        byte[] large = progressive(picture(800, 600));
        int frame = IntStream.range(0, large.length)
                .filter(i -> large[i] == (byte) 0xff && large[i + 1] == (byte) 0xc2)
                .findFirst()
                .orElseThrow();
        ByteBuffer.wrap(large).putShort(frame + 5, (short) 5_000).putShort(frame + 7, (short) 5_000);
        assertThat(small(large)).isEmpty();
    }

    private static BufferedImage picture(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static byte[] progressive(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @Test
    void aFormatThatIsNotReadRowByRowHasNone() throws IOException {
        assertThat(small(picture("tiff", 100, 100))).isEmpty();
    }

    @Test
    void whatIsNoPictureOrBrokenOrPromisesTooMuchHasNone() throws IOException {
        assertThat(small("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes()))
                .isEmpty();
        assertThat(small(new byte[0])).isEmpty();
        byte[] png = picture("png", 500, 500);
        assertThat(small(Arrays.copyOf(png, 60))).isEmpty();
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(small(png)).isEmpty();
    }
}
