// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import org.huitong.api.text.LocalText;

/**
 * What the library's and the platform's codes mean, and what to do about them.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91774">获取会话内容</a>
 */
final class ArchiveCodes {
    private ArchiveCodes() {}

    static LocalText remedy(int code) {
        return switch (code) {
            case 10000 -> say(
                    code,
                    "参数不对：请核对企业 ID，以及“会话内容存档”页的 Secret",
                    "a parameter is wrong: compare Corp ID, and the secret of the page of the chat archive");
            case 10001 -> say(
                    code,
                    "连不上企业微信，稍后自动再试；若持续，请检查本机到 qyapi.weixin.qq.com 的网络或代理",
                    "the platform cannot be reached and is tried again; if it lasts, see to the network or the proxy");
            case 10002 -> say(
                    code,
                    "平台的应答无法解析，稍后自动再试；若持续，请更新会话存档的库",
                    "the platform's answer could not be read and is asked for again; if it lasts, update the library");
            case 10003 -> say(
                    code,
                    "平台或库内部出错，稍后自动再试；若持续，请联系企业微信",
                    "the platform or the library failed and is tried again; if it lasts, ask the vendor");
            case 10004 -> say(
                    code,
                    "密钥不对，加密失败：请核对 Secret，并确认公钥是 2048 位 RSA",
                    "a key is wrong: compare the secret, and see that the public key is RSA of 2048 bits");
            case 10005 -> say(
                    code,
                    "文件编号不对或已失效：文件只保留 3 天",
                    "the file's number is wrong or has run out: files are kept for 3 days");
            case 10006 -> say(
                    code,
                    "解密失败：请核对该版本的私钥与后台上传的公钥是一对",
                    "it could not be opened: see that the private key of this version belongs to the public one uploaded");
            case 10007 -> say(
                    code,
                    "找不到该版本的私钥：请把每个版本的私钥都填入配置",
                    "the private key of this version is missing: enter the keys of every version");
            case 10008 -> say(
                    code,
                    "消息的随机密钥无法解析：请核对该版本的私钥",
                    "the key of a message cannot be read: compare the private key of this version");
            case 10009 -> say(
                    code,
                    "本机的出口 IP 不在可信 IP 之列：请在“会话内容存档”页添加",
                    "this machine's outgoing address is not trusted: add it on the page of the chat archive");
            case 10010 -> say(
                    code, "数据已过期：平台只保留 5 天内的消息", "the data has run out: the platform keeps messages for 5 days");
            case 10011 -> say(
                    code,
                    "证书错误：请更新库与系统的根证书，或检查中间的代理",
                    "the certificate is wrong: update the library and the system's roots, or see to a proxy between");
            case 301042 -> say(
                    code,
                    "本机的出口 IP 不在可信 IP 之列：请在“会话内容存档”页添加",
                    "this machine's outgoing address is not trusted: add it on the page of the chat archive");
            case 301052 -> say(code, "会话内容存档的许可已到期，请续费", "the licence of the chat archive has ended: renew it");
            default -> say(code, "会话存档的库报错，请查企业微信的错误码", "the library of the archive failed: see the vendor's codes");
        };
    }

    /** Whether it says something of one record alone; any other stands in the way of all of them. */
    static boolean isOfOneRecord(int code) {
        return code == 10000 || code == 10004 || code == 10006 || code == 10008;
    }

    private static LocalText say(int code, String zh, String en) {
        return LocalText.of(zh + "（" + code + "）", en + " (" + code + ")");
    }
}
