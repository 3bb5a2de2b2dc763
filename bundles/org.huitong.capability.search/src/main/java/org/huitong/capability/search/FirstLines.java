// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Gathers the first lines of the messages that were found, in no order. */
final class FirstLines extends SimpleCollector {
    private final String field;
    private final Set<Long> found;
    private NumericDocValues values;

    FirstLines(String field, Set<Long> found) {
        this.field = field;
        this.found = found;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
        values = DocValues.getNumeric(segment.reader(), field);
    }

    @Override
    public void collect(int document) throws IOException {
        if (values.advanceExact(document)) {
            found.add(values.longValue());
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
