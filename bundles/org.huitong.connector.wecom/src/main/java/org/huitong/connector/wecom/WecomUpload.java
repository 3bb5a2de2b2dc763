// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * A file on its way: it is put up as temporary material, and named in the message. The material is good for three days, and
 * is put up anew at each try, so it is never too old. Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90253">上传临时素材</a>
 */
final class WecomUpload {
    static final long LARGEST = 20L << 20;

    /** Marks the reply in the trail that names the material. */
    static final String NOTE = "upload";

    private static final long LARGEST_PICTURE = 10L << 20;
    private static final long SMALLEST = 6;
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png");

    private WecomUpload() {}

    static <T> Step<T> put(Address base, Outgoing what, Writing.File file, Token token) {
        if (file.bytes() < SMALLEST) {
            return Step.failed(
                    Step.Failure.REFUSED,
                    LocalText.of("企业微信不收 5 字节以内的文件", "WeCom takes no file of five bytes or fewer"));
        }
        Call call = Call.post(
                        base.at("/cgi-bin/media/upload", "access_token", token.value(), "type", type(file)),
                        new Call.Upload(
                                "media",
                                file.name(),
                                file.type(),
                                file.bytes(),
                                what.enclosure().orElseThrow(),
                                Map.of()))
                .asHarmless();
        return new Step.Ask<>(call, NOTE);
    }

    static Optional<String> material(Reply reply) {
        return Answers.json(reply).text("media_id").filter(id -> !id.isBlank());
    }

    static void into(JsonText body, Writing.File file, String material) {
        body.with("msgtype", type(file)).with(type(file), JsonText.object().with("media_id", material));
    }

    /** Of another kind, or larger, a picture goes as a file. */
    private static String type(Writing.File file) {
        return PICTURES.contains(file.type()) && file.bytes() <= LARGEST_PICTURE ? "image" : "file";
    }
}
