// SPDX-License-Identifier: Apache-2.0
package com.tencent.wework;

/**
 * The names under which the vendor's library is found by Java. It is looked for in exactly this class, which is why it
 * alone stands outside the package of its bundle. Loaded in the library's own process, never in the hub.
 */
public final class Finance {
    private Finance() {}

    public static native long NewSdk();

    public static native int Init(long sdk, String corpId, String secret);

    public static native int GetChatData(
            long sdk, long seq, long limit, String proxy, String password, long timeout, long slice);

    public static native int GetMediaData(
            long sdk, String index, String fileId, String proxy, String password, long timeout, long piece);

    public static native int DecryptData(long sdk, String key, String sealed, long slice);

    public static native long NewSlice();

    public static native void FreeSlice(long slice);

    public static native String GetContentFromSlice(long slice);

    public static native long NewMediaData();

    public static native void FreeMediaData(long piece);

    public static native String GetOutIndexBuf(long piece);

    public static native byte[] GetData(long piece);

    public static native int IsMediaDataFinish(long piece);
}
