// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/**
 * Cards whose press comes back. DingTalk shows them by a template that the company makes on its card platform; what the
 * variables of ours are is written in the README. Pure.
 *
 * <p>Source: "创建并投放卡片", "更新卡片" and "事件回调" of the vendor's pages.
 *
 * @param id of the template; blank where the company has made none
 * @param streams whether a press comes over the stream; else it is called at the address registered under the route
 * @param route what the address for presses is registered as
 */
record DingtalkTemplate(String id, boolean streams, String route, String robotCode) {
    /** As many as the template has places for. */
    private static final int BUTTONS = 3;

    /** Of one variable. */
    static final Abilities.Length CARD = new Abilities.Length(Abilities.Unit.BYTES, 1_000);

    /** Whether a press could come back at all. */
    boolean isReady() {
        return !id.isEmpty() && (streams || !route.isEmpty());
    }

    /** Whether this card can be shown so. Only where a press can come back there is anything gained by it. */
    boolean shows(Writing writing) {
        return isReady()
                && writing instanceof Writing.Card card
                && card.comesBack()
                && card.buttons().size() <= BUTTONS
                && fits(card.title())
                && fits(card.body());
    }

    private static boolean fits(String value) {
        return CARD.fits(value);
    }

    JsonText deliver(Outgoing what, Writing.Card card) {
        boolean user = what.target().kind() == Outgoing.Target.Kind.USER;
        JsonText open = JsonText.object().with("supportForward", false);
        JsonText body = JsonText.object()
                .with("cardTemplateId", id)
                .with("outTrackId", what.key())
                .with("callbackType", streams ? "STREAM" : "HTTP");
        if (!streams) {
            body.with("callbackRouteKey", route);
        }
        body.with("cardData", data(card))
                .with("userIdType", 1)
                .with(
                        "openSpaceId",
                        "dtv1.card//" + (user ? "IM_ROBOT." : "IM_GROUP.")
                                + what.target().id());
        return user
                ? body.with("imRobotOpenSpaceModel", open)
                        .with(
                                "imRobotOpenDeliverModel",
                                JsonText.object().with("spaceType", "IM_ROBOT").with("robotCode", robotCode))
                : body.with("imGroupOpenSpaceModel", open)
                        .with("imGroupOpenDeliverModel", JsonText.object().with("robotCode", robotCode));
    }

    /** Also of a card that can be pressed no more: what it was sent with is overwritten. */
    static JsonText change(Outgoing.Replaced old, Writing.Card card) {
        return JsonText.object().with("outTrackId", old.key()).with("cardData", data(card));
    }

    /** All variables are texts; an empty label hides its button. */
    private static JsonText data(Writing.Card card) {
        JsonText values = JsonText.object().with("title", card.title()).with("text", card.body());
        List<Writing.Button> buttons = card.buttons();
        for (int i = 0; i < BUTTONS; i++) {
            boolean there = i < buttons.size();
            values.with("button" + (i + 1), there ? buttons.get(i).label() : "")
                    .with("choice" + (i + 1), there ? buttons.get(i).choice() : "")
                    .with("link" + (i + 1), there ? buttons.get(i).link().orElse("") : "");
        }
        return JsonText.object().with("cardParamMap", values);
    }
}
