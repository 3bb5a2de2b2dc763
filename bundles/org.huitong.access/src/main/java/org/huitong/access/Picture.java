// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the path of a drawing, a unit a square: pages draw it themselves, and nothing is fetched.
 *
 * @param size of one side, the quiet zone of four units included (ISO/IEC 18004)
 * @param path in the language of SVG
 */
public record Picture(int size, String path) {
    private static final int QUIET = 4;

    static Picture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new Picture(code.size + 2 * QUIET, path.toString());
    }

    /** It shows a secret. */
    @Override
    public String toString() {
        return "Picture[…]";
    }
}
