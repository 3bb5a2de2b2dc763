// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import com.tencent.wework.Finance;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The process around the vendor's library: reads a question a line, asks the library, writes an answer a line. It needs
 * nothing but this class, {@link Finance} and Java, and ends when the hub closes its input.
 */
public final class LibraryHost {
    private static final int SECONDS = 20;
    private static final int BAD_PARAMETER = 10_000;
    private static final String NO_RESULT = "10002";

    private final long sdk;
    private String proxy = "";
    private String proxyPassword = "";

    private LibraryHost(long sdk) {
        this.sdk = sdk;
    }

    public static void main(String[] arguments) throws IOException {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        // Whatever the library itself prints must not stand among the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.load(arguments[0]);
        LibraryHost host = new LibraryHost(Finance.NewSdk());
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] fields = line.split("\t", -1);
            String answer = fields[0] + "\t" + host.answer(fields) + "\n";
            answers.write(answer.getBytes(StandardCharsets.US_ASCII));
            answers.flush();
        }
    }

    private String answer(String[] question) {
        switch (question.length > 1 ? question[1] : "") {
            case "init":
                proxy = text(question, 4);
                proxyPassword = text(question, 5);
                return Integer.toString(Finance.Init(sdk, text(question, 2), text(question, 3)));
            case "getChatData":
                return chatData(Long.parseLong(question[2]), Long.parseLong(question[3]));
            case "decryptData":
                return decrypted(text(question, 2), text(question, 3));
            case "getMediaData":
                return media(text(question, 2), text(question, 3));
            default:
                return Integer.toString(BAD_PARAMETER);
        }
    }

    private String chatData(long seq, long limit) {
        long slice = Finance.NewSlice();
        try {
            int code = Finance.GetChatData(sdk, seq, limit, proxy, proxyPassword, SECONDS, slice);
            return code == 0 ? result(Finance.GetContentFromSlice(slice)) : Integer.toString(code);
        } finally {
            Finance.FreeSlice(slice);
        }
    }

    private String decrypted(String key, String sealed) {
        long slice = Finance.NewSlice();
        try {
            int code = Finance.DecryptData(sdk, key, sealed, slice);
            return code == 0 ? result(Finance.GetContentFromSlice(slice)) : Integer.toString(code);
        } finally {
            Finance.FreeSlice(slice);
        }
    }

    private String media(String index, String fileId) {
        long piece = Finance.NewMediaData();
        try {
            int code = Finance.GetMediaData(sdk, index, fileId, proxy, proxyPassword, SECONDS, piece);
            if (code != 0) {
                return Integer.toString(code);
            }
            String next = Finance.GetOutIndexBuf(piece);
            byte[] bytes = Finance.GetData(piece);
            return bytes == null
                    ? NO_RESULT
                    : "0\t" + coded(next == null ? "" : next) + "\t" + Finance.IsMediaDataFinish(piece) + "\t"
                            + Base64.getEncoder().encodeToString(bytes);
        } finally {
            Finance.FreeMediaData(piece);
        }
    }

    /** The library may say that all is well and hand out nothing. */
    private static String result(String text) {
        return text == null ? NO_RESULT : "0\t" + coded(text);
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String[] fields, int index) {
        return fields.length > index
                ? new String(Base64.getDecoder().decode(fields[index]), StandardCharsets.UTF_8)
                : "";
    }
}
