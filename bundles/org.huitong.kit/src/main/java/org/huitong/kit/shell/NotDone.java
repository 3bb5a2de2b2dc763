// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.shell;

import org.huitong.api.text.LocalText;

/**
 * A command did not do what it was told. The shell prints what an exception calls itself and ends with 1: so this one
 * calls itself by its sentence alone.
 */
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotDone(String sentence) {
        super(sentence);
    }

    public NotDone(LocalText sentence) {
        this(sentence.en() + " / " + sentence.zh());
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
