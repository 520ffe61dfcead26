/// What the algorithms of XXH3 share: reading, multiplying, spreading bits, and the constants.
extension XXH3 {
    enum Prime {
        static let p32x1: UInt64 = 0x9E37_79B1
        static let p32x2: UInt64 = 0x85EB_CA77
        static let p32x3: UInt64 = 0xC2B2_AE3D
        static let p64x1: UInt64 = 0x9E37_79B1_85EB_CA87
        static let p64x2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
        static let p64x3: UInt64 = 0x1656_67B1_9E37_79F9
        static let p64x4: UInt64 = 0x85EB_CA77_C2B2_AE63
        static let p64x5: UInt64 = 0x27D4_EB2F_1656_67C5
        static let mix1: UInt64 = 0x1656_6791_9E37_79F9
        static let mix2: UInt64 = 0x9FB2_1C65_1E98_DF25
    }

    /// The default secret of 192 bytes, as words.
    private static let secretWords: [24 of UInt64] = [
        0xBE4B_A423_396C_FEB8, 0x1CAD_21F7_2C81_017C, 0xDB97_9083_E96D_D4DE,
        0x1F67_B3B7_A4A4_4072, 0x78E5_C0CC_4EE6_79CB, 0x2172_FFCC_7DD0_5A82,
        0x8E24_43F7_7446_08B8, 0x4C26_3A81_E690_35E0, 0xCB00_C391_BB52_283C,
        0xA32E_531B_8B65_D088, 0x4EF9_0DA2_9748_6471, 0xD8AC_DEA9_46EF_1938,
        0x3F34_9CE3_3F76_FAA8, 0x1D4F_0BC7_C7BB_DCF9, 0x3159_B4CD_4BE0_518A,
        0x6473_78D9_C97E_9FC8, 0xC3EB_D334_83AC_C5EA, 0xEB63_13FA_FFA0_81C5,
        0x49DA_F0B7_51DD_0D17, 0x9E68_D429_2655_16D3, 0xFCA1_477D_58BE_162B,
        0xCE31_D07A_D1B8_F88F, 0x2804_1695_8F3A_CB45, 0x7E40_4BBB_CAFB_D7AF,
    ]

    /// The 8 bytes of the secret at a byte's offset, which need not be a word's.
    @inline(__always)
    static func secret(at offset: Int) -> UInt64 {
        let (index, shift) = (offset >> 3, UInt64(offset & 7) << 3)
        if shift == 0 { return secretWords[index] }
        return secretWords[index] >> shift | secretWords[index + 1] << (64 - shift)
    }

    static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    static func half(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The product in 128 bits, its halves folded into one.
    static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.low ^ product.high
    }

    /// XXH3's last step: each bit of the input reaches each bit of the result.
    static func finished(_ hash: UInt64) -> UInt64 {
        let mixed = (hash ^ hash >> 37) &* Prime.mix1
        return mixed ^ mixed >> 32
    }

    /// The last step that XXH3 takes over from XXH64 for the shortest inputs.
    static func finishedLikeXXH64(_ hash: UInt64) -> UInt64 {
        var mixed = (hash ^ hash >> 33) &* Prime.p64x2
        mixed = (mixed ^ mixed >> 29) &* Prime.p64x3
        return mixed ^ mixed >> 32
    }
}
