// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.generic;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.Account;
import org.huitong.simulator.Cloakroom;
import org.huitong.simulator.Lobby;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk;

/** The own platform's webhook: checks the signature, knows a letter by its key, and tells of receipts by itself. */
public final class GenericDesk implements SendDesk {
    private static final String PATH = "/hub";
    private static final Pattern LETTER = Pattern.compile("name=\"letter\"\r\n\r\n(.*?)\r\n--");

    private final Account account;
    private final Heard heard;
    private final Lobby lobby = new Lobby(20, Duration.ofSeconds(1));

    public GenericDesk(Account account, Heard heard) {
        this.account = account;
        this.heard = heard;
    }

    @Override
    public Answered take(Asked asked, Instant now) {
        // A file comes in a form, whose letter is what is signed.
        Asked letter = letter(asked);
        String expected = GenericSide.signature(
                account.get("secret"),
                asked.headers().getOrDefault("x-hub-timestamp", ""),
                asked.headers().getOrDefault("x-hub-nonce", ""),
                "/" + account.platform() + asked.path(),
                letter.body());
        if (!asked.path().equals(PATH) || !expected.equals(asked.headers().get("x-hub-signature"))) {
            return Answered.json(401, "message", "bad signature");
        }
        if (!lobby.admits(now)) {
            return Answered.json(429, "message", "too many");
        }
        String fresh = "p-" + Seal.word(16);
        String id = lobby.take(asked.headers().getOrDefault("idempotency-key", ""), fresh, now);
        if (id.equals(fresh)) {
            String user = letter.text("user");
            String words = Cloakroom.parcel(asked)
                    .map(parcel -> "［文件］" + parcel.name())
                    .orElseGet(() -> letter.text("text"));
            heard.said(account.platform(), user.isEmpty() ? letter.text("room") : "", user, words);
            heard.taken(account.platform(), id);
        }
        return Answered.json(200, "id", id);
    }

    private static Asked letter(Asked asked) {
        Matcher field = LETTER.matcher(asked.body());
        return Cloakroom.parcel(asked).isPresent() && field.find()
                ? new Asked(asked.method(), asked.path(), asked.query(), asked.headers(), field.group(1))
                : asked;
    }
}
