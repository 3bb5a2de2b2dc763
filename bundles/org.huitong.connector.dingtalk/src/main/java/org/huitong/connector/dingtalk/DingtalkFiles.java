// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;

import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** Pictures, voices, videos and files of a message, by what the platform gives to fetch each. Pure. */
final class DingtalkFiles {
    private static final LocalText NO_CODE =
            LocalText.of("钉钉只给出了文件名，没有给出下载码", "DingTalk gave the name of the file, and no code to fetch it by");

    private DingtalkFiles() {}

    static boolean isOne(MessageType type) {
        return type == MessageType.IMAGE
                || type == MessageType.VOICE
                || type == MessageType.VIDEO
                || type == MessageType.FILE;
    }

    static boolean isIn(Json body) {
        return code(body).isPresent() || said(body, "fileName").isPresent();
    }

    /** Adds the file of this object; of a kind that is not known, too, where the object has one. */
    static void read(MessageType type, Json body, ContentBuilder out) {
        if (!isOne(type) && code(body).isEmpty()) {
            return;
        }
        MessageType kind = isOne(type) ? type : MessageType.FILE;
        Optional<String> name = said(body, "fileName", "file_name");
        Optional<String> code = code(body)
                .or(() -> kind == MessageType.IMAGE
                        ? said(body, "photoURL", "picURL", "picUrl", "url")
                        : Optional.empty());
        if (code.isPresent()) {
            out.attach(new Attachment(kind, code.get(), name, size(body), body.number("duration")));
        } else if (name.isPresent()) {
            out.line(name).lacking(Unavailable.Reason.WITHHELD, NO_CODE);
        }
    }

    /** A download code; else the place in the company's drive, or the id that a robot sent it by. */
    private static Optional<String> code(Json body) {
        Optional<String> file = said(body, "fileId", "dentryId");
        return said(body, "downloadCode", "pictureDownloadCode")
                .or(() -> said(body, "spaceId").flatMap(space -> file.map(id -> space + "/" + id)))
                .or(() -> said(body, "mediaId", "media_id"));
    }

    private static OptionalLong size(Json body) {
        OptionalLong size = body.number("fileSize");
        return size.isPresent() && size.getAsLong() >= 0 ? size : OptionalLong.empty();
    }
}
