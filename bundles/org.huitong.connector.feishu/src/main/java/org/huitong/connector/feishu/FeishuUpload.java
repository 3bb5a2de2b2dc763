// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * A file on its way: it is put up, and named in the message by its key. It is put up anew at each try. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/im-v1/file/create">上传文件</a>
 */
final class FeishuUpload {
    static final long LARGEST = 30L << 20;

    /** Marks the reply in the trail that names the key. */
    static final String NOTE = "upload";

    private static final long LARGEST_PICTURE = 10L << 20;
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp");

    /** Kinds that the platform shows by a sign of their own; all else is a stream of bytes. */
    private static final Map<String, String> KINDS =
            Map.of("pdf", "pdf", "doc", "doc", "docx", "doc", "xls", "xls", "xlsx", "xls", "ppt", "ppt", "pptx", "ppt");

    private FeishuUpload() {}

    static Call put(Address base, Outgoing what, Writing.File file) {
        boolean picture = isPicture(file);
        return Call.post(
                        base.at(picture ? "/open-apis/im/v1/images" : "/open-apis/im/v1/files"),
                        new Call.Upload(
                                picture ? "image" : "file",
                                file.name(),
                                file.type(),
                                file.bytes(),
                                what.enclosure().orElseThrow(),
                                picture
                                        ? Map.of("image_type", "message")
                                        : Map.of("file_type", kind(file.name()), "file_name", file.name())))
                .asHarmless();
    }

    static <T> Step<T> asked(Call call) {
        return new Step.Ask<>(call, NOTE);
    }

    static Optional<FeishuForms.Form> form(Reply reply, Writing.File file) {
        Json answer = Answers.json(reply);
        String name = isPicture(file) ? "image_key" : "file_key";
        return answer.text("code").orElse("").equals("0")
                ? answer.at("data")
                        .text(name)
                        .map(key -> new FeishuForms.Form(
                                isPicture(file) ? "image" : "file",
                                JsonText.object().with(name, key)))
                : Optional.empty();
    }

    private static boolean isPicture(Writing.File file) {
        return PICTURES.contains(file.type()) && file.bytes() <= LARGEST_PICTURE;
    }

    private static String kind(String name) {
        return KINDS.getOrDefault(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "stream");
    }
}
