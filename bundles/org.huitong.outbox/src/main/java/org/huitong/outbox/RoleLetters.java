// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.text.LocalText;

/**
 * A letter to a role becomes one to each of those who have it when it is first tried: each with its own way, order and
 * receipt. Their keys come of the role's letter, so dividing it twice, after a crash or by two nodes, is dividing it once;
 * who gets the role later gets the next letter.
 */
final class RoleLetters {
    private final LetterShelf shelf;
    private final Claims claims;

    RoleLetters(LetterShelf shelf, Claims claims) {
        this.shelf = shelf;
        this.claims = claims;
    }

    /** @return false where nobody has the role yet */
    boolean divide(ShelfRow row, List<String> holders, Instant now) {
        if (holders.isEmpty()) {
            return false;
        }
        shelf.transactions().write(connection -> {
            Set<MessageId> quotes = Quotes.of(connection, row.id());
            for (String holder : holders) {
                To.Person to = new To.Person(holder);
                Letter each = new Letter(
                        to,
                        row.sheet().writing(),
                        row.by(),
                        row.spoken(),
                        row.urgent(),
                        Optional.of("role " + row.id() + " " + holder),
                        Optional.empty(),
                        Optional.of(row.expiresAt()),
                        quotes);
                Sheet sheet = new Sheet(
                        to,
                        row.sheet().writing(),
                        row.sheet().name(),
                        Optional.empty(),
                        row.sheet().answers());
                shelf.put(connection, each, sheet, now, row.expiresAt());
            }
            return null;
        });
        LocalText divided = Pauses.brief(LocalText.of(
                "已分别写给担任此角色的 " + holders.size() + " 人",
                "a letter of its own went to each of the " + holders.size() + " who have this role"));
        claims.write(
                row.asRead(),
                "state = 'accepted', sent_at = ?, owed = 0, reason_zh = ?, reason_en = ?",
                now.toEpochMilli(),
                divided.zh(),
                divided.en());
        return true;
    }
}
