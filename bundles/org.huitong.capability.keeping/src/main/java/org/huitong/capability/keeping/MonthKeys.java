// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.keeping.Periods;
import org.huitong.api.text.LocalText;
import org.huitong.capability.keeping.Filing.Desk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys the keys of months of which nothing is left, so that no copy of what was forgotten opens any more. Looks after a run
 * that destroyed something; what a crash kept it from is found by the next one.
 */
final class MonthKeys {
    private static final Logger LOG = LoggerFactory.getLogger(MonthKeys.class);

    private final Desk desk;
    private final Periods periods;

    MonthKeys(Desk desk, Periods periods) {
        this.desk = desk;
        this.periods = periods;
    }

    /** @return what is to be told of it; empty where nothing was to be done */
    Optional<LocalText> destroyAfter(String run) {
        long destroyed = desk.transactions().read(connection -> desk.register()
                .run(connection, run)
                .orElseThrow()
                .counts()
                .destroyed());
        if (destroyed == 0) {
            return Optional.empty();
        }
        List<String> gone = new ArrayList<>();
        for (String key : periods.spent()) {
            if (destroy(key)) {
                gone.add(key);
            }
        }
        String names = String.join(", ", gone);
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        LocalText.of("已销毁整月密钥：" + names + "。", "Keys of whole months were destroyed: " + names + "."));
    }

    /** It is noted before: a key that is gone without a word would be worse than a word too many. */
    private boolean destroy(String key) {
        note(Deed.done(Doer.HUB, "keeping.key", Thing.of("key", key)));
        try {
            return periods.destroy(key);
        } catch (UncheckedIOException e) {
            LOG.warn("The key of a month could not be destroyed and is tried again name={}", key, e);
            note(Deed.failed(Doer.HUB, "keeping.key", Thing.of("key", key)));
            return false;
        }
    }

    private void note(Deed deed) {
        desk.transactions().write(connection -> {
            desk.audit().note(connection, deed);
            return null;
        });
    }
}
