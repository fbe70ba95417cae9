namespace Pelikan.Storage.HashTable;

/// <summary>A slot, the word that was read from it, and the head of its chain.</summary>
internal readonly record struct SlotRef(BucketRef Head, BucketRef Bucket, int Slot, ItemInfo Info)
{
    public bool Exists => Bucket.Exists;
}
