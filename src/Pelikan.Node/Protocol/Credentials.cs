using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;

namespace Pelikan.Node.Protocol;

/// <summary>
/// The names and passwords that open the data port. Asked by workers while another thread may put others in their place. Each is kept, and
/// compared, as an image of one size:
/// <code>
///   0             1                 2                          257                            512
///   | name bytes  | password bytes  | name, then zeros (255)   | password, then zeros (255)   |
/// </code>
/// </summary>
public sealed class Credentials
{
    /// <summary>How many there may be: all of them are compared each time.</summary>
    public const int EntriesMax = 64;

    /// <summary>Bytes of a name, and of a password: at least 1, at most this.</summary>
    public const int PartBytesMax = byte.MaxValue;

    private const int PartsAt = 2;
    private const int ImageBytes = PartsAt + (2 * PartBytesMax);

    private byte[] _images;

    /// <param name="entries">What is accepted.</param>
    public Credentials(IReadOnlyList<Credential> entries) => _images = ImagesOf(entries);

    /// <summary>Accept these from now on, and no others; who is in stays in.</summary>
    public void Replace(IReadOnlyList<Credential> entries) => Volatile.Write(ref _images, ImagesOf(entries));

    /// <summary>
    /// Whether this is the password of this user. How long it takes depends on what was sent alone: not on whether there is such a
    /// user, nor on how much of the password is right.
    /// </summary>
    public bool Accept(scoped ReadOnlySpan<byte> user, scoped ReadOnlySpan<byte> password)
    {
        Span<byte> sent = stackalloc byte[ImageBytes];
        if (!TryWriteImage(user, password, sent))
        {
            return false;
        }

        ReadOnlySpan<byte> images = Volatile.Read(ref _images);
        bool accepted = false;
        for (int at = 0; at < images.Length; at += ImageBytes)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(images.Slice(at, ImageBytes), sent);
        }

        return accepted;
    }

    private static byte[] ImagesOf(IReadOnlyList<Credential> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, EntriesMax, nameof(entries));
        byte[] images = new byte[entries.Count * ImageBytes];
        for (int i = 0; i < entries.Count; i++)
        {
            if (!TryWriteImage(entries[i].User.Span, entries[i].Password.Span, images.AsSpan(i * ImageBytes, ImageBytes)))
            {
                throw new ArgumentException($"a name or a password is empty or longer than {PartBytesMax} bytes", nameof(entries));
            }
        }

        return images;
    }

    private static bool TryWriteImage(scoped ReadOnlySpan<byte> user, scoped ReadOnlySpan<byte> password, scoped Span<byte> image)
    {
        if (user.Length is 0 or > PartBytesMax || password.Length is 0 or > PartBytesMax)
        {
            return false;
        }

        image.Clear();
        image[0] = (byte)user.Length;
        image[1] = (byte)password.Length;
        user.CopyTo(image[PartsAt..]);
        password.CopyTo(image[(PartsAt + PartBytesMax)..]);
        return true;
    }
}
