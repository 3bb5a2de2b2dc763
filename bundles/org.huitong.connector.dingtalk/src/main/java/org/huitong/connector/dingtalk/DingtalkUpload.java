// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * A file on its way: it is put up as media, and named in the message. It is put up anew at each try. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/orgapp/upload-media-files">上传媒体文件</a>
 */
final class DingtalkUpload {
    static final long LARGEST = 20L << 20;

    /** Marks the reply in the trail that names the media. */
    static final String NOTE = "upload";

    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif", "image/bmp");
    private static final int LONGEST_ENDING = 10;

    private DingtalkUpload() {}

    static <T> Step<T> put(Address oapi, Outgoing what, Writing.File file, Token token) {
        String type = isPicture(file) ? "image" : "file";
        Call call = Call.post(
                        oapi.at("/media/upload", "access_token", token.value(), "type", type),
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

    static Optional<String> media(Reply reply) {
        Json answer = Answers.json(reply);
        return answer.text("errcode").orElse("").equals("0")
                ? answer.text("media_id").filter(id -> !id.isBlank())
                : Optional.empty();
    }

    /** As a robot says it. */
    static DingtalkForms.Sample sample(Writing.File file, String media) {
        return isPicture(file)
                ? new DingtalkForms.Sample("sampleImageMsg", JsonText.object().with("photoURL", media))
                : new DingtalkForms.Sample(
                        "sampleFile",
                        JsonText.object()
                                .with("mediaId", media)
                                .with("fileName", file.name())
                                .with("fileType", ending(file.name())));
    }

    /** As a work notice. */
    static JsonText plain(Writing.File file, String media) {
        String type = isPicture(file) ? "image" : "file";
        return JsonText.object()
                .with("msgtype", type)
                .with(type, JsonText.object().with("media_id", media));
    }

    private static boolean isPicture(Writing.File file) {
        return PICTURES.contains(file.type());
    }

    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.length() <= LONGEST_ENDING && ending.length() < name.length() ? ending : "file";
    }
}
