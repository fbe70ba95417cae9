namespace Pelikan.Storage.HashTable;

/// <summary>A slot, and the word that was read from it.</summary>
internal readonly record struct SlotRef(BucketRef Bucket, int Slot, ItemInfo Info)
{
    public bool Exists => Bucket.Exists;
}
