// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.Account;
import org.huitong.simulator.Card;
import org.huitong.simulator.Cards;

/**
 * The cards of a DingTalk application, shown by the template that the company has made for it; whoever delivers one names
 * it, once.
 *
 * <p>Source: "创建并投放卡片" and "更新卡片" of the vendor's pages.
 */
final class DingtalkCards {
    private static final String TO_ONE = "dtv1.card//IM_ROBOT.";
    private static final int BUTTONS = 3;

    private final Account account;
    private final Cards cards;

    DingtalkCards(Account account, Cards cards) {
        this.account = account;
        this.cards = cards;
    }

    /** Of another company's robot, or to a group, nothing is delivered here. */
    Optional<Card> lay(Json asked) {
        Json delivery = asked.at("imRobotOpenDeliverModel");
        boolean right = asked.text("cardTemplateId").orElse("").equals(account.get("cardTemplateId"))
                && asked.text("callbackType").orElse("").equals("STREAM")
                && asked.text("openSpaceId").orElse("").startsWith(TO_ONE)
                && asked.at("imRobotOpenSpaceModel").isObject()
                && delivery.text("robotCode").orElse("").equals(account.get("robotCode"));
        return Optional.of(read(asked)).filter(c -> right && !c.id().isEmpty()).filter(cards::lay);
    }

    static String person(Json asked) {
        return asked.text("openSpaceId").orElse("").substring(TO_ONE.length());
    }

    boolean change(Json asked) {
        return cards.change(read(asked));
    }

    private static Card read(Json asked) {
        Json values = asked.at("cardData").at("cardParamMap");
        List<Card.Button> buttons = new ArrayList<>();
        for (int i = 1; i <= BUTTONS; i++) {
            String label = values.text("button" + i).orElse("");
            String choice = values.text("choice" + i).orElse("");
            if (!label.isEmpty() && !choice.isEmpty()) {
                buttons.add(new Card.Button(label, choice));
            }
        }
        return new Card(
                asked.text("outTrackId").orElse(""),
                values.text("title").orElse("") + "\n" + values.text("text").orElse(""),
                buttons);
    }
}
