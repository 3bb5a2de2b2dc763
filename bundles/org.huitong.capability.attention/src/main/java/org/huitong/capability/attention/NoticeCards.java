// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.CardsOf;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes acknowledgements by button: of whom the notice was meant for, or went to, as long as it is open. */
@Component(service = CardOwner.class)
@CardsOf(cards = NoticeDesk.SUBJECT)
public final class NoticeCards implements CardOwner {
    static final String KNOWN = "known";

    private final NoticeDesk desk;

    @Activate
    public NoticeCards(@Reference NoticeDesk desk) {
        this.desk = desk;
    }

    @Override
    public Settled pressed(Connection transaction, Press press) throws SQLException {
        Optional<Notice> found = NoticeShelf.find(transaction, press.about());
        if (found.isEmpty()) {
            return new Settled.Over("这条提醒已清除");
        }
        Notice notice = found.get();
        return switch (notice.state()) {
            case RECALLED -> new Settled.Over("原消息已撤回");
            case ACKNOWLEDGED -> new Settled.Over("之前已确认");
            case OPEN, UNANSWERED -> {
                desk.acknowledge(transaction, notice, "@" + press.platform(), press.person(), "button");
                yield new Settled.Done("已确认");
            }
        };
    }
}
