namespace Pelikan.Storage;

/// <summary>Is shown items one by one. Implemented by structs; does not throw and keeps no view.</summary>
public interface IItemVisitor
{
    void Visit(scoped in ItemView item);
}
