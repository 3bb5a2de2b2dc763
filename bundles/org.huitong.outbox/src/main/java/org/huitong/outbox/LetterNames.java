// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.vault.Vault;

/**
 * By what letters are found again: the key of whoever posted, the lane in which they keep their order, what a card is
 * about. Fingerprints, for each of them may hold a name, a number or a word.
 */
final class LetterNames {
    private final Vault vault;

    LetterNames(Vault vault) {
        this.vault = vault;
    }

    /** A bundle may bear the name of somebody's account. */
    String key(Letter letter, String id) {
        return key(letter.spoken(), letter.by(), letter.key().orElse("\n" + id));
    }

    String key(boolean spoken, String by, String key) {
        return fingerprint("outbox-key", (spoken ? "person " : "hub ") + by + "\n" + key);
    }

    /** Only where a press on it would come back is it ever settled. */
    String about(Letter letter) {
        return letter.writing() instanceof Writing.Card card
                        && card.comesBack()
                        && !card.about().isEmpty()
                ? about(letter.by(), card.about())
                : "";
    }

    String about(String by, String about) {
        return fingerprint("outbox-about", by + "\n" + about);
    }

    String lane(To to) {
        return lane(way(to));
    }

    /** A card that is changed waits for no letter but itself. */
    String laneOfCard(String id) {
        return lane("card\n" + id);
    }

    /** What goes by another way does not wait for what waits on the usual one, and keeps an order of its own. */
    String laneOf(To.Person person, AccountName detour) {
        return lane("detour\n" + person.person() + "\n" + detour);
    }

    private String lane(String way) {
        return fingerprint("outbox-lane", way);
    }

    private static String way(To to) {
        if (to instanceof To.Room room) {
            return "room\n" + room.platform() + "\n" + room.account() + "\n" + room.conversation();
        }
        if (to instanceof To.User user) {
            return "user\n" + user.platform() + "\n" + user.account() + "\n" + user.user();
        }
        if (to instanceof To.Person person) {
            return "person\n" + person.person();
        }
        if (to instanceof To.Role role) {
            return "role\n" + role.role() + "\n" + role.department().orElse("");
        }
        return to instanceof To.Mail mail ? "mail\n" + mail.address() : "mobile\n" + ((To.Mobile) to).number();
    }

    private String fingerprint(String purpose, String text) {
        return HexFormat.of().formatHex(vault.fingerprint(purpose, text.getBytes(StandardCharsets.UTF_8)));
    }
}
