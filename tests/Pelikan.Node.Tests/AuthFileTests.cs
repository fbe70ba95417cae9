using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests;

/// <summary>The file of the credentials: what it may say, what it may not, and how it is read again.</summary>
public sealed class AuthFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.auth");
    private readonly ListLogger _log = new();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("user:password\n")]
    [InlineData("user:password")]
    [InlineData("\n\r\nuser:password\r\n\n")]
    [InlineData("other:thing\nuser:password\nthird:one")]
    public void Lines_OfUserAndPassword_AreAccepted(string text)
    {
        AuthFile file = Open(text);
        Assert.True(file.Credentials.Accept("user"u8, "password"u8));
        Assert.False(file.Credentials.Accept("user"u8, "password\r"u8));
        Assert.Equal(_path, file.Path);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Password_IsEverythingBehindTheFirstColon()
    {
        AuthFile file = Open("user: a:b #ü\n#no:comment\n");
        Assert.True(file.Credentials.Accept("user"u8, " a:b #ü"u8));
        Assert.True(file.Credentials.Accept("#no"u8, "comment"u8));
    }

    [Theory]
    [InlineData("", "{0} has no entry; write one user:password a line")]
    [InlineData("\n\n", "{0} has no entry; write one user:password a line")]
    [InlineData("a:b\n\nuser password\n", "{0}:3: no ':' in this line; write one user:password a line")]
    [InlineData(":password", "{0}:1: no user before the ':'; write one user:password a line")]
    [InlineData("a:b\nuser:\r\n", "{0}:2: no password behind the ':'; write one user:password a line")]
    public void WhatIsWrong_IsToldWithItsPlaceAndWhatWouldBeRight(string text, string problem) =>
        Assert.Equal($"server.auth_file: {problem.Replace("{0}", _path, StringComparison.Ordinal)}", Assert.Throws<AuthFileException>(() => Open(text)).Message);

    [Fact]
    public void Limits_AreKept()
    {
        string longest = new('x', 255);
        Assert.True(Open($"{longest}:{longest}").Credentials.Accept(Encoding.ASCII.GetBytes(longest), Encoding.ASCII.GetBytes(longest)));
        Assert.Contains(":1: a user of 256 bytes, more than 255", Problem($"{longest}x:b"), StringComparison.Ordinal);
        Assert.Contains(":1: a password of 256 bytes, more than 255", Problem($"b:{longest}x"), StringComparison.Ordinal);

        string most = string.Concat(Enumerable.Range(0, Credentials.EntriesMax).Select(i => $"user{i}:{longest}\n"));
        Assert.True(Open(most).Credentials.Accept("user63"u8, Encoding.ASCII.GetBytes(longest)));
        Assert.Contains("has 65 entries; keep 64 of them at most", Problem(most + "one:more\n"), StringComparison.Ordinal);
        Assert.Contains("is larger than", Problem(new string('\n', 100_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThere_OrNoFile_IsRefused()
    {
        Assert.Contains(_path, Assert.Throws<AuthFileException>(() => AuthFile.Open(_path, _log)).Message, StringComparison.Ordinal);
        AuthFileException fault = Assert.Throws<AuthFileException>(() => AuthFile.Open(Path.GetTempPath(), _log));
        Assert.StartsWith("server.auth_file: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatOthersRead_IsWarnedOf()
    {
        Open("user:password\n", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Empty(_log.Lines);
        Open("user:password\n", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (LogLevel level, string line) = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("chmod it to 600", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Reload_TakesWhatTheFileSaysNow_OrNothing()
    {
        AuthFile file = Open("user:old\n");
        Write("user:new\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Reload();
        Assert.False(file.Credentials.Accept("user"u8, "old"u8));
        Assert.True(file.Credentials.Accept("user"u8, "new"u8));

        Write("nonsense\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Reload();
        Assert.True(file.Credentials.Accept("user"u8, "new"u8));
        File.Delete(_path);
        file.Reload();
        Assert.True(file.Credentials.Accept("user"u8, "new"u8));
        Assert.Equal([LogLevel.Information, LogLevel.Error, LogLevel.Error], _log.Lines.Select(line => line.Level));
    }

    private string Problem(string text) => Assert.Throws<AuthFileException>(() => Open(text)).Message;

    private AuthFile Open(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        Write(text, mode);
        return AuthFile.Open(_path, _log);
    }

    private void Write(string text, UnixFileMode mode)
    {
        File.Delete(_path);
        File.WriteAllText(_path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, mode);
        }
    }

    private sealed class ListLogger : ILogger<AuthFile>
    {
        public List<(LogLevel Level, string Line)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
