// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Grams as Lucene takes them: each by its token alone. */
final class GramStream extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final Tokens tokens;
    private final boolean singles;
    private final Iterator<Gram> grams;
    private int position = -1;

    /**
     * @param grams ascending by position
     * @param singles whether those are wanted that are kept without their place, or all others
     */
    GramStream(List<Gram> grams, boolean singles, Tokens tokens) {
        this.grams = grams.iterator();
        this.singles = singles;
        this.tokens = tokens;
    }

    @Override
    public boolean incrementToken() {
        while (grams.hasNext()) {
            Gram gram = grams.next();
            if (singles == (gram.term().kind() == Gram.Kind.SINGLE)) {
                take(gram);
                return true;
            }
        }
        return false;
    }

    private void take(Gram gram) {
        clearAttributes();
        term.setBytesRef(tokens.of(gram.term()));
        increment.setPositionIncrement(gram.position() - position);
        position = gram.position();
    }
}
