// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a photograph is to be turned to be upright, from 1 to 8: phones write it as the camera lay and say how it lay (tag
 * 0x0112 of Exif, in the APP1 segment of a JPEG).
 */
record Orientation(int number) {
    /** So many first bytes tell it. */
    static final int HEAD = 64 << 10;

    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;
    private static final int APP1 = 0xffe1;
    private static final int SCAN = 0xffda;
    private static final int ENTRY = 12;

    static Orientation of(byte[] head) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(head);
            if (bytes.getShort() != (short) 0xffd8) {
                return UPRIGHT;
            }
            while (true) {
                int marker = bytes.getShort() & 0xffff;
                int length = (bytes.getShort() & 0xffff) - 2;
                if (marker == APP1 && length > 6 && bytes.getInt(bytes.position()) == 0x45786966) {
                    return exif(bytes.slice(bytes.position() + 6, length - 6));
                }
                if (marker < 0xff00 || marker == SCAN || length < 0) {
                    return UPRIGHT;
                }
                bytes.position(bytes.position() + length);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static Orientation exif(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int entries = tiff.getShort(at) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int number = tiff.getShort(entry + 8);
                return number >= 1 && number <= 8 ? new Orientation(number) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Whether what lies across is to stand. */
    boolean isTurned() {
        return number >= 5;
    }

    /** Places a picture of this size, as it was written, upright at the corner. */
    AffineTransform placing(int width, int height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
