// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import org.huitong.api.connector.Call;
import org.huitong.api.connector.MediaFetcher.ByCall;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/** Files that were sent to an application, by their media id, for three days. Pure. */
final class WecomMedia {
    private static final LocalText BY_ADDRESS = LocalText.of(
            "以网址给出的文件（发给智能机器人的、链接的缩略图）目前不能取回",
            "files that are given by an address (sent to a robot, or the picture of a link) cannot be fetched so far");

    private WecomMedia() {}

    static Step<Download> fetch(Parsed<WecomSends.Access> access, Wanted what, Trail trail) {
        String reference = what.attachment().reference();
        if (reference.startsWith("http")) {
            return Step.failed(Step.Failure.REFUSED, BY_ADDRESS);
        }
        if (!(access instanceof Parsed.Good<WecomSends.Access> good)) {
            return Step.failed(Step.Failure.ACCOUNT, access.bad().orElseThrow());
        }
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        return Step.done(new ByCall(Call.get(good.value()
                .base()
                .at("/cgi-bin/media/get", "access_token", trail.token().get().value(), "media_id", reference))));
    }
}
