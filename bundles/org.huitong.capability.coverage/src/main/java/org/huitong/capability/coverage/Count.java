// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huitong.api.connector.Sign;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;

/**
 * What a stretch of the log shows that accounts have brought. Pure: an edit is no further message, and what was written
 * from the hub was brought by nobody.
 */
final class Count {
    /** An event of a longer name is told by its beginning. */
    private static final int LONGEST = 128;

    private final Map<SignPlace, List<Hit>> signs = new LinkedHashMap<>();
    private final Map<RoomPlace, List<Hit>> rooms = new LinkedHashMap<>();

    /** A kind of what an account brings. */
    record SignPlace(String platform, String account, String sign) {}

    /** A group that an account sees. */
    record RoomPlace(String platform, String account, String tenant, String conversation) {}

    /** @param seq the place in the log, by which the shelf knows what it has counted already */
    record Hit(long seq, Instant at, boolean plain, boolean calling) {}

    static Count of(List<Entry> entries) {
        Count count = new Count();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said && said.version() == 1) {
                count.said(said.seq(), said.message());
            } else if (entry instanceof Entry.Recalled recalled) {
                count.recalled(recalled.seq(), recalled.recall());
            }
        }
        return count;
    }

    private void said(long seq, Message message) {
        Set<Sign> shown = Sign.shownBy(message);
        Hit hit = new Hit(seq, message.sentAt(), shown.contains(Sign.PLAIN), shown.contains(Sign.CALLING));
        String platform = message.key().platform();
        for (Sign sign : shown) {
            String word = sign.word().length() > LONGEST ? sign.word().substring(0, LONGEST) : sign.word();
            signs.computeIfAbsent(new SignPlace(platform, message.account(), word), none -> new ArrayList<>())
                    .add(hit);
        }
        if (message.conversation().kind() == Conversation.Kind.GROUP && !shown.isEmpty()) {
            RoomPlace room = new RoomPlace(
                    platform,
                    message.account(),
                    message.key().tenant(),
                    message.conversation().id());
            rooms.computeIfAbsent(room, none -> new ArrayList<>()).add(hit);
        }
    }

    private void recalled(long seq, Sighting.Recalled recall) {
        signs.computeIfAbsent(
                        new SignPlace(recall.key().platform(), recall.account(), Sign.RECALL.word()),
                        none -> new ArrayList<>())
                .add(new Hit(seq, recall.at(), false, false));
    }

    Map<SignPlace, List<Hit>> signs() {
        return signs;
    }

    Map<RoomPlace, List<Hit>> rooms() {
        return rooms;
    }
}
