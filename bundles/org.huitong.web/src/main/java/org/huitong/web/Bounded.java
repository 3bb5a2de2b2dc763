// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** A body that may have so many bytes and no more. */
public final class Bounded extends FilterInputStream {
    private final LocalText said;
    private long left;

    /** @param said the sentence for whoever sends more */
    public Bounded(InputStream in, long most, LocalText said) {
        super(in);
        this.left = most;
        this.said = said;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = super.read(bytes, from, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw new Problem(413, "too-large", said);
        }
    }
}
